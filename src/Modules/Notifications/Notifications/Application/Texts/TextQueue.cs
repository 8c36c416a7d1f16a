using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Preferences;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Texts;

/// <summary>From which number texts go out.</summary>
/// <param name="From">E.164; null where nobody carries our texts.</param>
internal sealed record TextOrigin(string? From)
{
    public bool IsOn => From is not null;
}

/// <summary>Writes a text in the contractor's language and puts it in the send log, in the caller's transaction.</summary>
internal sealed class TextQueue(Market market, TextOrigin origin, IMessages messages, TimeProvider clock)
{
    /// <summary>Nothing, for a number that takes no texts.</summary>
    public Task Add(MessageKind kind, string occasion, Addressee to, Func<Wording, string> write, CancellationToken cancel)
    {
        if (origin.From is not { } sender || PhoneForTexts.Read(to.Phone, market) is not { } phone) return Task.CompletedTask;

        var words = new Wording(market, to.Locale);
        return messages.Queue(Message.QueueText(kind, occasion, to.Contractor, sender, phone, words.Locale, write(words), clock.GetUtcNow()), cancel);
    }
}
