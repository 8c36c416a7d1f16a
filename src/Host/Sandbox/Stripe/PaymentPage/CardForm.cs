using System.Globalization;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <summary>Why a payment did not go through, for the page to put into words.</summary>
internal enum PaymentProblem
{
    NumberInvalid,
    ExpiryInvalid,
    Expired,
    CvcInvalid,
    NameMissing,
    Declined,
    NotATestCard,
    InsufficientFunds,
    CvcIncorrect,
    ProcessingFailed,
    NotAuthenticated,
    AccountUnknown,
    HolderMissing,
}

/// <summary>What was typed into the card form.</summary>
internal sealed record CardForm(string Number, string Expiry, string Cvc, string Name)
{
    public string Digits => string.Concat(Number.Where(letter => !char.IsWhiteSpace(letter) && letter != '-'));

    /// <param name="today">Sandbox time: a card expires by the clock that everything else lives by.</param>
    public PaymentProblem? Problem(DateTimeOffset today)
    {
        if (!TestCards.IsNumber(Digits)) return PaymentProblem.NumberInvalid;
        if (Expires is not { } expires) return PaymentProblem.ExpiryInvalid;
        if (new DateTimeOffset(expires.Year, expires.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1) < today) return PaymentProblem.Expired;
        if (Cvc.Length is not (3 or 4) || !Cvc.All(char.IsAsciiDigit)) return PaymentProblem.CvcInvalid;
        return string.IsNullOrWhiteSpace(Name) || !State.RequestBody.IsStorable(Name) ? PaymentProblem.NameMissing : null;
    }

    /// <summary>The month that ends the card, when it was written as one.</summary>
    public (int Month, int Year)? Expires
    {
        get
        {
            var parts = Expiry.Split('/', StringSplitOptions.TrimEntries);
            if (parts is not [var monthText, var yearText] || yearText.Length is not (2 or 4)) return null;
            return int.TryParse(monthText, NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12
                && int.TryParse(yearText, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is (>= 0 and <= 99) or (>= 2000 and <= 2099)
                ? (month, year < 100 ? 2000 + year : year)
                : null;
        }
    }
}
