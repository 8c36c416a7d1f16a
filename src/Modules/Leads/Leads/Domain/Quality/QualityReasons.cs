namespace LeadMarket.Leads.Domain;

/// <summary>What lowers a request's score. The codes are stored and shown to staff.</summary>
internal static class QualityReasons
{
    /// <summary>The address is of a service that throws mail away after minutes.</summary>
    public const string DisposableEmail = "quality.disposable-email";

    /// <summary>A field that people do not see came back filled in.</summary>
    public const string Trap = "quality.trap";

    /// <summary>The form was done sooner than anybody can read it.</summary>
    public const string TooFast = "quality.too-fast";

    /// <summary>The telephone was given out in another place.</summary>
    public const string ForeignAreaCode = "quality.foreign-area-code";

    /// <summary>The postal code may belong to a region other than the one shown.</summary>
    public const string UnservedArea = "quality.unserved-area";

    /// <summary>The same computer sent many requests within a day.</summary>
    public const string ManyFromAddress = "quality.many-from-address";

    /// <summary>The name is none: one letter over and over, no vowel, a web address.</summary>
    public const string OddName = "quality.odd-name";
}
