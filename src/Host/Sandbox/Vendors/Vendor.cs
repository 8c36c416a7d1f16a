namespace LeadMarket.Sandbox.Vendors;

/// <summary>Whom the Sandbox stands in for, in the order its page shows them.</summary>
internal enum Vendor
{
    Stripe,
    Twilio,
    Resend,
    Meta,
}

/// <summary>How a vendor answers until told otherwise.</summary>
internal enum VendorMode
{
    Normal,

    /// <summary>Does the work, three seconds late.</summary>
    Slow,

    /// <summary>Answers 500 in the vendor's own shape; nothing is done.</summary>
    Failing,

    /// <summary>Takes the call and never answers; nothing is done.</summary>
    Silent,
}

/// <summary>Marks an endpoint as part of a vendor's API, so that its switch reaches it; pages and controls carry no mark.</summary>
internal sealed record ServedBy(Vendor Vendor);
