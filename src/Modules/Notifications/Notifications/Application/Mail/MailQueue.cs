using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Notifications.Application.Mail.Rendering;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Mail;

/// <summary>From which address mail goes out, and where its links lead.</summary>
/// <param name="From">As the vendor takes it: <c>Name &lt;address@domain&gt;</c>.</param>
/// <param name="PublicUrl">The site's own address, without a path.</param>
internal sealed record MailOrigin(string From, Uri PublicUrl);

/// <summary>Renders a mail in the person's language and puts it in the send log, in the caller's transaction.</summary>
internal sealed class MailQueue(Market market, MailOrigin origin, IMessages messages, TimeProvider clock)
{
    /// <param name="occasion">With the kind, what makes this mail once and only once.</param>
    public Task Add(
        MessageKind kind, string occasion, string recipient, string locale, Func<Wording, MailDocument> write, CancellationToken cancel) =>
        Add(kind, occasion, about: null, recipient, locale, write, cancel);

    /// <summary>To a contractor who chose to be told, with the way to be told no more.</summary>
    /// <param name="linkKey">Of the link that stops it.</param>
    public Task AddFor(
        ContractorId contractor, string linkKey, MessageKind kind, string occasion, string recipient, string locale, Func<Wording, MailDocument> write,
        CancellationToken cancel)
    {
        var words = new Wording(market, locale);
        var document = write(words);
        var unsubscribe = ContractorPages.Unsubscribe(linkKey, origin.PublicUrl, words);
        document = document with { Blocks = [.. document.Blocks, .. ContractorPages.OffSwitches(unsubscribe, origin.PublicUrl, words)] };
        return Add(kind, occasion, about: null, contractor, recipient, words, document, unsubscribe, cancel);
    }

    /// <param name="about">The request of the homeowner who gets the mail: they may take it away with them, and erasure destroys it.</param>
    public Task Add(
        MessageKind kind, string occasion, LeadId? about, string recipient, string locale, Func<Wording, MailDocument> write, CancellationToken cancel)
    {
        var words = new Wording(market, locale);
        return Add(kind, occasion, about, contractor: null, recipient, words, write(words), unsubscribe: null, cancel);
    }

    private Task Add(
        MessageKind kind, string occasion, LeadId? about, ContractorId? contractor, string recipient, Wording words, MailDocument document, Uri? unsubscribe,
        CancellationToken cancel)
    {
        var content = new MessageContent(OneLine(document.Subject), HtmlMail.Write(document, words), TextMail.Write(document, words));

        // Answers go to people, not to an address nobody reads.
        var envelope = new Envelope(origin.From, market.Brand.SupportEmail, recipient, unsubscribe);
        return messages.Queue(Message.Queue(kind, occasion, about, envelope, words.Locale, content, clock.GetUtcNow(), contractor), cancel);
    }

    // A line break in a subject starts a header of the writer's choosing.
    private static string OneLine(string subject) =>
        string.Join(' ', subject.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
