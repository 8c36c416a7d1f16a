namespace LeadMarket.Sandbox.Stripe;

/// <summary>What a test card does when charged.</summary>
internal enum CardConduct
{
    Pays,
    Declines,

    /// <summary>Needs its owner present: an off-session charge fails.</summary>
    Authenticates,
}

/// <summary>Stripe's published test cards, by number on the page and by token in the API.</summary>
internal sealed record TestCard(string Number, string Token, CardConduct Conduct)
{
    private static readonly TestCard[] Known =
    [
        new("4242424242424242", "pm_card_visa", CardConduct.Pays),
        new("4000000000000002", "pm_card_chargeDeclined", CardConduct.Declines),
        new("4000002500003155", "pm_card_authenticationRequired", CardConduct.Authenticates),
    ];

    public string Last4 => Number[^4..];

    /// <summary>For the page, which has no authentication step in this part: cards that need one are unknown there.</summary>
    public static TestCard? ByNumber(string digits) =>
        Array.Find(Known, card => card.Conduct is not CardConduct.Authenticates && string.Equals(card.Number, digits, StringComparison.Ordinal));

    public static TestCard? ByToken(string token) =>
        Array.Find(Known, card => string.Equals(card.Token, token, StringComparison.Ordinal));

    /// <summary>Luhn's check: what tells a mistyped number from a strange one.</summary>
    public static bool IsNumber(string digits)
    {
        if (digits.Length is < 12 or > 19 || !digits.All(char.IsAsciiDigit)) return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1) digit = digit > 4 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
