namespace LeadMarket.Kernel.Markets;

/// <summary>What a market asks of contractors.</summary>
/// <param name="Licence">Null where no licence is asked for.</param>
public sealed record ContractorRules(LicenceRule? Licence)
{
    /// <summary>What a market has that says nothing of it.</summary>
    public static ContractorRules Default { get; } = new(Licence: null);
}

/// <summary>The licence that contractors of a market hold.</summary>
/// <param name="Name">Such as <c>Licence RBQ</c>.</param>
/// <param name="Hint">Where to find it, and what it looks like.</param>
/// <param name="Format">9 a digit, A a letter, anything else itself: <c>9999-9999-99</c>.</param>
/// <param name="Required">Nobody unlocks a lead without one.</param>
public sealed record LicenceRule(LocalizedText Name, LocalizedText Hint, string Format, bool Required)
{
    /// <summary>The number as the register writes it, or <c>null</c> when what was typed is none. Spaces, hyphens and case do not matter.</summary>
    public string? Normalize(string? typed)
    {
        if (typed is null || typed.Length > 40) return null;
        var marks = typed.Where(mark => !char.IsWhiteSpace(mark) && !IsHyphen(mark)).ToArray();
        var written = new char[Format.Length];
        var next = 0;
        for (var at = 0; at < Format.Length; at++)
        {
            if (IsHyphen(Format[at]) || Format[at] == ' ')
            {
                written[at] = Format[at];
                continue;
            }

            if (next == marks.Length) return null;
            var mark = char.ToUpperInvariant(marks[next++]);
            var fits = Format[at] switch { '9' => char.IsAsciiDigit(mark), 'A' => char.IsAsciiLetterUpper(mark), var other => mark == other };
            if (!fits) return null;
            written[at] = mark;
        }

        return next == marks.Length ? new string(written) : null;
    }

    // Phones and word processors turn a hyphen into a dash.
    private static bool IsHyphen(char mark) => mark is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013';
}
