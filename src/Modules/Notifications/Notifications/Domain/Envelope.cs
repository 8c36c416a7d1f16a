namespace LeadMarket.Notifications.Domain;

/// <summary>Whom a message is from and for.</summary>
/// <param name="Unsubscribe">What a mail program's own button posts to (RFC 8058); null for what nobody can do without.</param>
internal sealed record Envelope(string Sender, string ReplyTo, string Recipient, Uri? Unsubscribe = null);

/// <summary>A message as rendered, in both of its forms.</summary>
/// <param name="Subject">One line.</param>
internal sealed record MessageContent(string Subject, string Html, string Text);
