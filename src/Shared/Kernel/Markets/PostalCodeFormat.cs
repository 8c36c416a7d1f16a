namespace LeadMarket.Kernel.Markets;

/// <summary>The shape of the country's postal codes.</summary>
/// <param name="Mask"><c>A</c> stands for a letter and <c>9</c> for a digit: <c>A9A 9A9</c> in Canada, <c>99999</c> in the United States.</param>
/// <param name="AreaLength">How many characters, spaces aside, name the postal area: 3 for a Canadian FSA.</param>
public sealed record PostalCodeFormat(string Mask, int AreaLength)
{
    /// <summary>The code as the post office writes it (<c>h2x1y4</c> → <c>H2X 1Y4</c>), or <c>null</c> when it isn't one.</summary>
    public string? Normalise(string? typed)
    {
        var symbols = Symbols(typed);
        if (symbols.Length != Mask.Count(char.IsAsciiLetterOrDigit)) return null;

        var next = 0;
        var code = new char[Mask.Length];
        for (var i = 0; i < Mask.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(Mask[i])) { code[i] = Mask[i]; continue; }
            var symbol = symbols[next++];
            if (!Fits(symbol, Mask[i])) return null;
            code[i] = symbol;
        }

        return new string(code);
    }

    /// <summary>The area part of a whole code or of a bare area (<c>h2x 1y4</c>, <c>h2x</c> → <c>H2X</c>), or <c>null</c>.</summary>
    public string? AreaOf(string? typed)
    {
        var symbols = Symbols(typed);
        if (symbols.Length == AreaLength) return IsArea(symbols) ? symbols : null;
        return Normalise(typed) is null ? null : symbols[..AreaLength];
    }

    private bool IsArea(string symbols) =>
        Symbols(Mask).Take(AreaLength).Zip(symbols).All(pair => Fits(pair.Second, pair.First));

    private static bool Fits(char symbol, char mask) =>
        mask == '9' ? char.IsAsciiDigit(symbol) : char.IsAsciiLetterUpper(symbol);

    // People type "H2X-1Y4", "h2x1y4" and, pasted from a web page, a no-break space: all the same code.
    private static string Symbols(string? typed) =>
        string.Concat((typed ?? "").Where(c => c != '-' && !char.IsWhiteSpace(c))).ToUpperInvariant();
}
