namespace LeadMarket.Architecture.Tests.Engine;

/// <summary>One rule of design.md section 9 over <typeparamref name="TInput"/>: the real thing, or a seeded violation.</summary>
public sealed class Rule<TInput>
{
    private readonly Func<TInput, IEnumerable<(string Subject, IEnumerable<string> Offences)>> _examine;

    internal Rule(string name, string remedy, Func<TInput, IEnumerable<(string Subject, IEnumerable<string> Offences)>> examine) =>
        (Name, Remedy, _examine) = (name, remedy, examine);

    public string Name { get; }

    public string Remedy { get; }

    /// <summary>Fails with every violation at once, and when there was nothing to examine: an empty rule guards nothing.</summary>
    public void Check(TInput input)
    {
        var violations = new List<string>();
        var examined = 0;
        foreach (var (subject, offences) in _examine(input))
        {
            examined++;
            violations.AddRange(offences.Distinct(StringComparer.Ordinal).Select(offence => $"{subject} → {offence}: {Name}; {Remedy}"));
        }

        if (examined == 0)
            throw new RuleExaminedNothingException(Name);
        if (violations.Count > 0)
            throw new RuleBrokenException(violations);
    }

    public override string ToString() => Name;
}

/// <summary>Makes rules without spelling the type of what they examine.</summary>
public static class Rule
{
    public static Rule<TInput> Over<TInput, TSubject>(
        string name, string remedy, Func<TInput, IEnumerable<TSubject>> subjects, Func<TSubject, TInput, IEnumerable<string>> offences) =>
        new(name, remedy, input => subjects(input).Select(subject => (subject?.ToString() ?? "", offences(subject, input))));

    /// <summary>Shows that a rule catches what it is there to catch, and names the one at fault.</summary>
    public static void ShouldCatch<TInput>(this Rule<TInput> rule, TInput seeded, params string[] named)
    {
        var broken = Should.Throw<RuleBrokenException>(() => rule.Check(seeded), $"{rule.Name} let the seeded violation pass.");
        foreach (var name in named)
            broken.Violations.ShouldContain(line => line.Contains(name, StringComparison.Ordinal), $"{rule.Name} caught something else:\n{broken.Message}");
        broken.Violations.ShouldAllBe(line => line.EndsWith($"{rule.Name}; {rule.Remedy}", StringComparison.Ordinal));
    }
}

/// <summary>Lines of <c>type → offending type: rule; remedy</c>.</summary>
public sealed class RuleBrokenException(IReadOnlyList<string> violations)
    : Exception($"{violations.Count} violation(s):{Environment.NewLine}{string.Join(Environment.NewLine, violations)}")
{
    public IReadOnlyList<string> Violations => violations;
}

/// <summary>The rule found no subject: its selection is wrong, or what it guards has moved.</summary>
public sealed class RuleExaminedNothingException(string rule) : Exception($"{rule}: examined nothing, so it guards nothing.");
