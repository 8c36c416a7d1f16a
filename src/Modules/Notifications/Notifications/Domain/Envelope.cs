namespace LeadMarket.Notifications.Domain;

/// <summary>Whom a message is from and for.</summary>
internal sealed record Envelope(string Sender, string ReplyTo, string Recipient);

/// <summary>A message as rendered, in both of its forms.</summary>
/// <param name="Subject">One line.</param>
internal sealed record MessageContent(string Subject, string Html, string Text);
