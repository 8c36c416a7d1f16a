using System.Globalization;
using System.Security.Cryptography;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Web.Development;

/// <summary>Believable requests in whatever trade the market is.</summary>
internal static class SampleLeads
{
    private const int NumbersOfAnAreaCode = 10_000;

    private static readonly string[] Names =
    [
        "Chloé Gagnon", "Émile Bouchard", "Noémie Lavoie", "William Roy", "Jade Côté", "Félix Morin", "Amina Benali", "Olivier Gauthier",
        "Linh Nguyen", "Mathis Pelletier", "Sarah O’Neil", "Raphaël St-Pierre", "Florence Bélanger", "Karim Haddad", "Juliette Dufour", "Thomas Fortin",
    ];

    private static readonly string[] Addresses = ["12, rue des Érables", "48, avenue du Parc", "1350, chemin Sainte-Foy", "7, rang Saint-Joseph"];

    // Documentation addresses (RFC 5737), so that many samples do not look like many requests from one computer.
    private static readonly string[] Networks = ["192.0.2.", "198.51.100.", "203.0.113."];

    // Somewhere else in each process: a seed run again must not be the same people, whom the duplicate rules would turn away.
    private static int _people = RandomNumberGenerator.GetInt32(1_000_000);

    /// <param name="n">Varies the project; the same number gives the same one, asked for by somebody else.</param>
    public static SubmitLead Request(Market market, int n, string? serviceKey, string? regionKey)
    {
        var service = serviceKey is null ? market.Services[n % market.Services.Count] : market.FindService(serviceKey)
            ?? throw new BadHttpRequestException($"No service '{serviceKey}'.");
        var areas = market.PostalAreas.All.Where(area => area.RegionCertain && (regionKey is null || area.RegionKey == regionKey)).ToList();
        if (areas.Count == 0) throw new BadHttpRequestException($"No region '{regionKey}'.");

        var person = Interlocked.Increment(ref _people);
        var locale = market.Locales[n % market.Locales.Count];
        var form = new LeadForm(
            service.Key,
            areas[n * 37 % areas.Count].Code + " 1A1",
            Answers(service, n),
            market.Budgets[n % market.Budgets.Count].Key,
            market.Timelines[n % market.Timelines.Count].Key,
            market.CapacityOf(service.Key),
            Names[n % Names.Length],
            $"client-{Guid.CreateVersion7().ToString("N")[^10..]}@example.com",
            Phone(market, person),
            n % 3 == 0 ? Addresses[n / 3 % Addresses.Length] : null,
            locale,
            ConsentToContact: true,
            market.ContactConsent.Version,
            ConsentToMarketing: n % 4 == 1 && market.FindConsent(ConsentText.Marketing) is not null,
            MarketingVersion: market.FindConsent(ConsentText.Marketing)?.Version,
            CallLocale: locale,
            CallHours: n % 2 == 0 ? [] : [.. market.Intake.CallHours.Skip(n % Math.Max(1, market.Intake.CallHours.Count)).Take(2).Select(hour => hour.Key)]);
        return new SubmitLead(form, new FormOrigin(Networks[person % Networks.Length] + (1 + person / Networks.Length % 254), "Sandbox"));
    }

    // The exchange 555 is nobody's telephone.
    private static string Phone(Market market, int person)
    {
        var areaCodes = market.Intake.AreaCodes is { Count: > 0 } known ? known : ["514"];
        return string.Create(
            CultureInfo.InvariantCulture, $"{areaCodes[person / NumbersOfAnAreaCode % areaCodes.Count]} 555 {person % NumbersOfAnAreaCode:0000}");
    }

    private static Dictionary<string, IReadOnlyList<string>> Answers(Service service, int n)
    {
        var answers = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var question in service.Questions)
        {
            if (question.ShowWhen is { } when && !when.Holds(answers.GetValueOrDefault(when.Question) ?? [])) continue;
            answers[question.Key] = question.Kind switch
            {
                QuestionKind.Choice or QuestionKind.Multi => [question.Options[n % question.Options.Count].Key],
                QuestionKind.Number => [Math.Clamp(20 + n % 50, question.Min ?? 0, question.Max ?? long.MaxValue).ToString(CultureInfo.InvariantCulture)],
                _ => [],
            };
        }

        return answers.Where(answer => answer.Value.Count > 0).ToDictionary(StringComparer.Ordinal);
    }
}
