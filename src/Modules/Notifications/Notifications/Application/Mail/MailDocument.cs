namespace LeadMarket.Notifications.Application.Mail;

/// <summary>What a mail says, before it is drawn: one document, written out once as HTML and once as plain text.</summary>
/// <param name="Preheader">Shown beside the subject in a list of mails.</param>
/// <param name="Reason">Why the person gets this mail; part of its identification.</param>
internal sealed record MailDocument(string Subject, string Preheader, string Heading, IReadOnlyList<MailBlock> Blocks, string Reason);

/// <summary>A part of a mail. Its strings are words, never markup: the writers encode them.</summary>
internal abstract record MailBlock
{
    private MailBlock()
    {
    }

    public sealed record Paragraph(string Text) : MailBlock;

    /// <summary>Label and value, one under the other.</summary>
    public sealed record Facts(IReadOnlyList<(string Label, string Value)> Rows) : MailBlock;

    /// <summary>What happens, in order.</summary>
    public sealed record Steps(string Title, IReadOnlyList<string> Items) : MailBlock;

    /// <summary>Amounts, the last of which is the total.</summary>
    public sealed record Amounts(IReadOnlyList<(string Label, string Amount)> Rows) : MailBlock;

    /// <summary>The one thing to do; a mail has at most one.</summary>
    public sealed record Button(string Label, Uri Address) : MailBlock;

    /// <summary>Something else that can be done, in smaller print.</summary>
    public sealed record Link(string Label, Uri Address) : MailBlock;

    /// <summary>Smaller print.</summary>
    public sealed record Note(string Text) : MailBlock;
}
