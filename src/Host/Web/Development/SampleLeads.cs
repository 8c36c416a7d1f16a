using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Web.Development;

/// <summary>Believable requests in whatever trade the market is.</summary>
internal static class SampleLeads
{
    private static readonly string[] Names = ["Chloé Gagnon", "Émile Bouchard", "Noémie Lavoie", "William Roy", "Jade Côté", "Félix Morin"];

    /// <param name="n">Varies the answers; the same number gives the same request.</param>
    public static LeadForm Form(Market market, int n, string? serviceKey, string? regionKey)
    {
        var service = serviceKey is null ? market.Services[n % market.Services.Count] : market.FindService(serviceKey)
            ?? throw new BadHttpRequestException($"No service '{serviceKey}'.");
        var areas = market.PostalAreas.All.Where(area => area.RegionCertain && (regionKey is null || area.RegionKey == regionKey)).ToList();
        if (areas.Count == 0) throw new BadHttpRequestException($"No region '{regionKey}'.");
        return new LeadForm(
            service.Key,
            areas[n * 37 % areas.Count].Code + " 1A1",
            Answers(service, n),
            market.Budgets[n % market.Budgets.Count].Key,
            market.Timelines[n % market.Timelines.Count].Key,
            market.Selling.Capacity,
            Names[n % Names.Length],
            // Every one a different person, or duplicate rules would join them.
            $"client-{Guid.CreateVersion7().ToString("N")[^10..]}@example.com",
            $"514 {555 + n / 10_000 % 100} {n % 10_000:0000}",
            null,
            market.Locales[n % market.Locales.Count],
            ConsentToContact: true,
            market.ContactConsent.Version);
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
                QuestionKind.Number => [Math.Clamp(20 + n % 50, question.Min ?? 0, question.Max ?? long.MaxValue).ToString(System.Globalization.CultureInfo.InvariantCulture)],
                _ => [],
            };
        }

        return answers.Where(answer => answer.Value.Count > 0).ToDictionary(StringComparer.Ordinal);
    }
}
