using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

internal static class ContractorErrors
{
    public static readonly Error NotFound = Error.NotFound("purchasing.contractor-not-found");

    public static readonly Error Paused = Error.Conflict("purchasing.paused");

    public static readonly Error LicenceMissing = Error.Conflict("purchasing.licence-missing");
}

internal static class ListingErrors
{
    public static readonly Error NotFound = Error.NotFound("purchasing.listing-not-found");

    public static readonly Error SoldOut = Error.Conflict("purchasing.lead-sold-out");

    public static readonly Error Closed = Error.Conflict("purchasing.lead-closed");

    public static readonly Error OutsideCoverage = Error.Conflict("purchasing.outside-coverage");
}

internal static class UpgradeErrors
{
    /// <summary>It is exclusive already, was never paid or is not any more, its buyer lost the contact, or there is nothing left to sell.</summary>
    public static readonly Error NotUpgradable = Error.Conflict("purchasing.not-upgradable");

    /// <summary>Another buyer has a slot, or holds one.</summary>
    public static readonly Error SlotTaken = Error.Conflict("purchasing.slot-taken");
}

internal static class UnlockErrors
{
    public static readonly Error NotFound = Error.NotFound("purchasing.unlock-not-found");

    public static readonly Error AlreadyUnlocked = Error.Conflict("purchasing.already-unlocked");

    /// <summary>The contractor's own unlock of this listing is open: go on with that one.</summary>
    public static readonly Error UnderWay = Error.Conflict("purchasing.unlock-under-way");

    /// <summary>They hold more leads than they could pay in time: one has to be paid or given back first.</summary>
    public static readonly Error TooManyHeld = Error.Conflict("purchasing.too-many-held");

    /// <summary>They held this very lead, or its other slots, as often as one may without paying. Others can buy it for a day.</summary>
    public static readonly Error TriedTooOften = Error.Conflict("purchasing.tried-too-often");

    /// <summary>They let so many holds go unpaid within an hour that they have to wait for the end of it.</summary>
    public static readonly Error TooManyUnpaid = Error.Conflict("purchasing.too-many-unpaid");

    /// <summary>It is being given back at this moment; a new one can start when that is done.</summary>
    public static readonly Error Ending = Error.Conflict("purchasing.unlock-ending");

    /// <summary>The answer of Coupons, given before it is asked: such a text is no code.</summary>
    public static readonly Error UnusableCoupon = Error.Invalid("coupons.not-applicable", "coupon");

    public static readonly Error AlreadyEnded = Error.Conflict("purchasing.unlock-ended");

    /// <summary>It was not paid, or its money is gone already.</summary>
    public static readonly Error NotRefundable = Error.Conflict("purchasing.not-refundable");

    /// <summary>A part went back under this cause: the rest needs another.</summary>
    public static readonly Error CauseUsed = Error.Conflict("purchasing.cause-used");

    /// <summary>The plan, and with it the price, changed whenever it was asked for. The answer of Billing, when it notices first.</summary>
    public static readonly Error PriceChanged = Error.Conflict("billing.payment-changed");

    /// <summary>The answer of Billing, said for it: it keeps what Stripe was asked, and asks again.</summary>
    public static readonly Error StripeUnavailable = Error.Unavailable("billing.stripe-unavailable");

    /// <summary>The answer of Billing, given before it is asked: the bank has the money.</summary>
    public static readonly Error Disputed = Error.Conflict("billing.disputed");

    /// <summary>News of a payment's end came before the news of the payment; it can be told again.</summary>
    public static readonly Error NotSettled = Error.Unavailable("purchasing.unlock-not-settled");
}
