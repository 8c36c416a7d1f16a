using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>A try with the card that is kept, before any page: its key is the checkout's first, and the page opens only once that try can no
/// longer take money.</summary>
internal sealed partial class Checkout
{
    /// <summary>Stripe's id of the kept card to try; null when it is to be a page from the beginning.</summary>
    public string? CardMethod { get; private set; }

    /// <summary>The payment that the try has made at Stripe, once that is known.</summary>
    public string? CardIntent { get; private set; }

    /// <summary>Why the kept card did not pay, by stable code.</summary>
    public string? CardRefusal { get; private set; }

    /// <summary>When Stripe said that the card had paid; the system books it in a moment.</summary>
    public DateTimeOffset? ChargedAt { get; private set; }

    /// <summary>The attempt under way is one with the kept card.</summary>
    public bool TriesCard => CardMethod is not null && CardRefusal is null;

    /// <summary>The card has paid. True as long as that is not booked.</summary>
    public bool NoteCharged(string intent, DateTimeOffset at)
    {
        if (State is not CheckoutState.Opening || !TriesCard) return false;
        (CardIntent, ChargedAt) = (intent, ChargedAt ?? at);
        // Asked again only should the booking get lost.
        Postpone(at);
        return true;
    }

    /// <summary>The try is over for certain and has taken nothing: the page is next. Refused once the purchase is to be closed.</summary>
    /// <param name="intent">Null when Stripe made none.</param>
    public Result GiveCardUp(int after, string? intent, string refusal, DateTimeOffset at)
    {
        if (State is CheckoutState.Closed || CloseRequestedAt is not null) return BillingErrors.CheckoutClosed;
        if (State is not CheckoutState.Opening || !TriesCard || Attempt != after || ChargedAt is not null) return Result.Success;
        (CardIntent, CardRefusal) = (intent, refusal);
        StartAttempt(at);
        return Result.Success;
    }
}
