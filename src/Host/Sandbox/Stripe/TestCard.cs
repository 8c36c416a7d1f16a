namespace LeadMarket.Sandbox.Stripe;

/// <summary>When a card's owner has to confirm a payment with their bank.</summary>
internal enum Authentication
{
    Never,

    /// <summary>Whenever the owner is there, and without them until the card has once been set up for that.</summary>
    UntilSetUp,

    Always,
}

/// <summary>What follows a payment that succeeded.</summary>
internal enum Aftermath
{
    Nothing,
    Dispute,
    Inquiry,
    FraudWarning,
}

/// <summary>How a refund to the card ends.</summary>
internal enum RefundConduct
{
    Succeeds,

    /// <summary>Pending at first; it succeeds some minutes later.</summary>
    SucceedsLater,

    /// <summary>It says that it succeeded; the bank sends the money back some minutes later.</summary>
    FailsLater,
}

/// <summary>Why a bank said no, as Stripe words it.</summary>
internal sealed record Decline(string Code, string DeclineCode, string Message, string? Advice)
{
    public static readonly Decline Generic = Because("generic_decline");

    public static readonly Decline AuthenticationRequired =
        new("authentication_required", "authentication_required", "Your card was declined. This transaction requires authentication.", Advice: null);

    public static Decline Because(string reason) => reason switch
    {
        "insufficient_funds" => new("card_declined", reason, "Your card has insufficient funds.", "try_again_later"),
        "lost_card" or "stolen_card" => new("card_declined", reason, "Your card was declined.", "do_not_try_again"),
        "expired_card" => new(reason, reason, "Your card has expired.", "confirm_card_data"),
        "incorrect_cvc" => new(reason, reason, "Your card's security code is incorrect.", "confirm_card_data"),
        "processing_error" => new(reason, reason, "An error occurred while processing your card. Try again in a little bit.", "try_again_later"),
        _ => new("card_declined", reason, "Your card was declined.", "try_again_later"),
    };
}

/// <summary>A test card, by number on the page and by token in the API, and what it does.</summary>
internal sealed record TestCard(string Number, string Token)
{
    /// <summary>Why every charge of it fails; <c>null</c> when they succeed.</summary>
    public Decline? Declined { get; init; }

    /// <summary>It can be saved all the same: what is declined is the money, later.</summary>
    public bool CanBeKept { get; init; }

    public Authentication Authentication { get; init; }

    public Aftermath Aftermath { get; init; }

    public RefundConduct Refunds { get; init; }

    /// <summary>What it pays is available at once instead of two days later.</summary>
    public bool BypassesPending { get; init; }

    public string Last4 => Number[^4..];

    /// <param name="setUp">Whether its owner once agreed, authenticated, to be charged while away.</param>
    public bool AsksItsOwner(bool offSession, bool setUp) => Authentication switch
    {
        Authentication.Always => true,
        Authentication.UntilSetUp => !offSession || !setUp,
        _ => false,
    };
}
