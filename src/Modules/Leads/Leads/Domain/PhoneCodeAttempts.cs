using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>How often codes were sent to one lead's telephone and tried. Counted before the vendor is called, so that requests sent
/// at the same instant cannot exceed the limits, and given back when the vendor took nothing.</summary>
internal sealed class PhoneCodeAttempts
{
    private PhoneCodeAttempts()
    {
    }

    public LeadId Lead { get; private set; }

    public PhoneCodeState State { get; private set; }

    /// <summary>The vendor's name for the verification of this round; absent until a text was taken.</summary>
    public string? VendorId { get; private set; }

    public int Sends { get; private set; }

    public int Checks { get; private set; }

    public int Rounds { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset ResendAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    private PhoneCodeRound Round => new(Rounds, Sends, Checks, ResendAt, ExpiresAt);

    public static PhoneCodeAttempts Start(LeadId lead, DateTimeOffset at)
    {
        var attempts = new PhoneCodeAttempts { Lead = lead, ResendAt = at };
        attempts.Begin(round: 1, at);
        return attempts;
    }

    /// <summary>Counts a text that is about to be sent.</summary>
    public Result CountSend(DateTimeOffset at)
    {
        if (Round.RefusalOfSend(at) is { } refusal) return refusal;

        // A round in which the vendor took nothing begins anew: a vendor that is down must not use up anybody's rounds.
        if (Round.IsUntouched) Begin(Rounds, at);
        else if (Round.IsOver(at)) Begin(Rounds + 1, at);

        Sends++;
        ResendAt = at + PhoneCodeRound.Pause;
        return Result.Success;
    }

    /// <summary>Counts a code that is about to be tried.</summary>
    public Result CountCheck(DateTimeOffset at)
    {
        if (Round.RefusalOfCheck(at) is { } refusal) return refusal;
        Checks++;
        return Result.Success;
    }

    /// <summary>Keeps the vendor's answer to a text counted in <paramref name="round"/>.</summary>
    /// <returns>What the homeowner is refused with, if anything.</returns>
    public Error? Answered(int round, SendAnswer answer, DateTimeOffset at)
    {
        // An answer that took longer than its round changes nothing in the one that runs.
        if (round != Rounds || State is PhoneCodeState.Verified) return null;

        switch (answer.Outcome)
        {
            case SendOutcome.Sent:
                (State, VendorId) = (PhoneCodeState.Sent, answer.VendorId);
                return null;
            case SendOutcome.NotTaken:
                (State, Sends) = (PhoneCodeState.Waiting, Math.Max(Sends - 1, 0));
                return null;
            case SendOutcome.Unreachable:
                return PhoneCodeErrors.PhoneUnreachable;
            case SendOutcome.TooManySends:
                Sends = PhoneCodeRound.MostSends;
                return PhoneCodeErrors.TooManyCodes(Round.WaitForNext(at));
            case SendOutcome.TooManyChecks:
                Checks = PhoneCodeRound.MostChecks;
                return PhoneCodeErrors.TooManyChecks(Round.WaitForNext(at));
            default:
                throw new ArgumentOutOfRangeException(nameof(answer), answer.Outcome, "No such outcome.");
        }
    }

    /// <summary>Keeps the vendor's answer to a try counted in <paramref name="round"/>.</summary>
    /// <returns>What the homeowner is refused with; nothing for the right code.</returns>
    public Error? Answered(int round, CheckAnswer answer, DateTimeOffset at)
    {
        if (answer is CheckAnswer.Right)
        {
            State = PhoneCodeState.Verified;
            return null;
        }

        if (round != Rounds) return PhoneCodeErrors.CodeExpired;
        switch (answer)
        {
            case CheckAnswer.Wrong:
                return PhoneCodeErrors.CodeWrong(triesLeft: PhoneCodeRound.MostChecks - Checks);
            case CheckAnswer.Gone:
                return VendorId is null ? PhoneCodeErrors.CodeNotSent : PhoneCodeErrors.CodeExpired;
            case CheckAnswer.TooManyChecks:
                Checks = PhoneCodeRound.MostChecks;
                return PhoneCodeErrors.TooManyChecks(Round.WaitForNext(at));
            case CheckAnswer.NotTaken:
                Checks = Math.Max(Checks - 1, 0);
                return PhoneCodeErrors.VerificationUnavailable;
            default:
                throw new ArgumentOutOfRangeException(nameof(answer), answer, "No such answer.");
        }
    }

    private void Begin(int round, DateTimeOffset at)
    {
        (Rounds, Sends, Checks, VendorId) = (round, 0, 0, null);
        (State, StartedAt, ExpiresAt) = (PhoneCodeState.Waiting, at, at + PhoneCodeRound.Life);
    }
}

/// <summary>Where the verification of a telephone stands.</summary>
internal enum PhoneCodeState
{
    Sent,

    /// <summary>The vendor took nothing yet.</summary>
    Waiting,

    Verified,
}
