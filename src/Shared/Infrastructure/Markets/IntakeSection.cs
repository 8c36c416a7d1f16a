using System.Text.RegularExpressions;
using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads <c>intake</c>, each key of which may be left out.</summary>
internal static partial class IntakeSection
{
    private const int LongestDays = 365;

    public static Intake Read(Section intake, IReadOnlyList<Choice> budgets, int capacity)
    {
        var usual = Intake.Default;
        return new Intake(
            VerifiesPhones: intake.Find("verifyPhones") is null ? usual.VerifiesPhones : intake.Flag("verifyPhones"),
            Duplicates: intake.OptionalInner("duplicates", ReadDuplicates) ?? usual.Duplicates,
            CallHours: intake.Find("callHours") is null ? usual.CallHours : intake.List("callHours", QuestionSection.ReadChoice),
            AreaCodes: intake.Find("areaCodes") is null ? usual.AreaCodes : ReadAreaCodes(intake),
            DefaultBudget: intake.Find("defaultBudget") is null ? usual.DefaultBudget : intake.OneOf("defaultBudget", [.. budgets.Select(budget => budget.Key)]),
            // More than the market sells would be an offer nobody can take up.
            DefaultQuotes: intake.OptionalWhole("defaultQuotes", 1, PricesSection.MostBuyers) is { } quotes ? (int)Math.Min(quotes, capacity) : usual.DefaultQuotes,
            DraftLife: TimeSpan.FromDays(intake.OptionalWhole("draftDays", 1, LongestDays) ?? (long)usual.DraftLife.TotalDays));
    }

    private static DuplicateRule ReadDuplicates(Section rule)
    {
        var fields = rule.Words("fields");
        foreach (var field in fields.Where(field => field.Value is not ("phone" or "email")))
            rule.File.Refuse(field, $"'{field.Value}' is unknown", "phone, email");
        return new DuplicateRule(
            ByPhone: fields.Any(field => field.Value == "phone"),
            ByEmail: fields.Any(field => field.Value == "email"),
            WithinService: rule.Find("sameService") is null || rule.Flag("sameService"),
            Window: TimeSpan.FromDays(rule.Whole("days", 1, LongestDays)));
    }

    private static List<string> ReadAreaCodes(Section intake)
    {
        var codes = intake.Words("areaCodes");
        foreach (var code in codes.Where(code => !AreaCodePattern().IsMatch(code.Value)))
            intake.File.Refuse(code, $"'{code.Value}' is not valid", "three digits, such as 514");
        return [.. codes.Select(code => code.Value)];
    }

    [GeneratedRegex(@"^[2-9][0-9]{2}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AreaCodePattern();
}
