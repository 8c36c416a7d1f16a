using LeadMarket.Leads.Contracts;

namespace LeadMarket.Web.Presentation;

/// <summary>The form for a code sent by text: on the page after the homeowner's form, and later on their own page.</summary>
/// <param name="CheckAt">Where a typed code is posted.</param>
/// <param name="SendAt">Where another code is asked for.</param>
/// <param name="TakesFocus">The page is about nothing else.</param>
public sealed record CodeForm(PhoneCode Code, string CheckAt, string SendAt, FormErrors Errors, DateTimeOffset Now, bool TakesFocus = false)
{
    // Past a minute or so nobody watches a countdown: the hour says more.
    private const int Countable = 90;

    /// <summary>A code is on its way, or was taken to be by whoever sends it.</summary>
    public bool IsSent => Code.State == "sent";

    public bool IsExpired => IsSent && Code.ExpiresAt <= Now;

    /// <summary>Typing the code is the thing to do; otherwise asking for another is.</summary>
    public bool IsUsable => IsSent && !IsExpired && Code.ChecksLeft > 0;

    /// <summary>No other code will be sent for this request.</summary>
    public bool IsEnd => Code.ResendAt is null && Code.SendsLeft == 0;

    /// <summary>Until another code may be asked for; 0: now.</summary>
    public int SecondsToWait => Code.ResendAt is { } at ? Math.Max(0, (int)Math.Ceiling((at - Now).TotalSeconds)) : 0;

    public bool IsLongWait => SecondsToWait > Countable;
}
