using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>What may still be asked for one telephone: five texts and five tries within ten minutes, and three such rounds in all.</summary>
/// <param name="Number">1 for the first.</param>
// Five, five and ten minutes are Twilio Verify's own limits (twilio.com/docs/verify/api/rate-limits-and-timeouts). They are kept here
// as well: a text costs money, and a code of six digits must not be guessed round after round.
internal sealed record PhoneCodeRound(int Number, int Sends, int Checks, DateTimeOffset ResendAt, DateTimeOffset ExpiresAt)
{
    public const int MostSends = 5;
    public const int MostChecks = 5;
    public const int MostRounds = 3;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>From one text to the next: they take seconds to arrive, and an impatient click should not cost a second one.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>Nothing of it was used, or all was given back: it can begin anew without counting as another round.</summary>
    public bool IsUntouched => Sends == 0 && Checks == 0;

    private bool IsLast => Number >= MostRounds;

    // After five wrong codes another text would only carry a code that nobody may try.
    private bool IsUsedUp => Sends >= MostSends || Checks >= MostChecks;

    public bool IsOver(DateTimeOffset at) => at >= ExpiresAt;

    public Error? RefusalOfSend(DateTimeOffset at)
    {
        if (IsEndOfAll(at)) return PhoneCodeErrors.TooManyCodes(wait: null);
        if (!IsOver(at) && Checks >= MostChecks) return PhoneCodeErrors.TooManyChecks(WaitForNext(at));
        if (!IsOver(at) && Sends >= MostSends) return PhoneCodeErrors.TooManyCodes(WaitForNext(at));
        return at < ResendAt ? PhoneCodeErrors.TooSoon(ResendAt - at) : null;
    }

    public Error? RefusalOfCheck(DateTimeOffset at)
    {
        if (IsOver(at)) return PhoneCodeErrors.CodeExpired;
        return Checks >= MostChecks ? PhoneCodeErrors.TooManyChecks(WaitForNext(at)) : null;
    }

    /// <summary>From now to the next round; absent when there is none.</summary>
    public TimeSpan? WaitForNext(DateTimeOffset at) => IsLast ? null : ExpiresAt - at;

    /// <summary>Of this round or, once it is over, of the next.</summary>
    public int SendsLeft(DateTimeOffset at)
    {
        if (IsOver(at)) return IsEndOfAll(at) ? 0 : MostSends;
        return IsUsedUp ? 0 : MostSends - Sends;
    }

    /// <summary>As <see cref="SendsLeft"/>.</summary>
    public int ChecksLeft(DateTimeOffset at)
    {
        if (IsOver(at)) return IsEndOfAll(at) ? 0 : MostChecks;
        return MostChecks - Checks;
    }

    /// <summary>When another text may be asked for; absent when never.</summary>
    public DateTimeOffset? NextSendAt(DateTimeOffset at)
    {
        if (IsOver(at)) return IsEndOfAll(at) ? null : ResendAt;
        if (!IsUsedUp) return ResendAt;
        return IsLast ? null : ExpiresAt;
    }

    private bool IsEndOfAll(DateTimeOffset at) => IsOver(at) && IsLast && !IsUntouched;
}
