using System.Text.RegularExpressions;
using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads <c>services</c>.</summary>
internal sealed partial class ServiceSection(MarketFile file, Selling? selling, string currency)
{
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);

    public Service Read(Section service)
    {
        var questions = new List<Question>();
        var read = new Service(
            Key: service.Key(),
            Slug: service.Localized("slug", CheckSlug),
            Name: service.Localized("name"),
            Summary: service.Localized("summary"),
            Icon: service.Slug("icon"),
            Questions: service.List("questions", question =>
            {
                var read = QuestionSection.Read(question, questions);
                questions.Add(read);
                return read;
            }, atLeast: 0))
        {
            Mode = service.Find("mode") is null ? null : PricesSection.ReadMode(service),
            ExclusivePrice = PricesSection.ReadExclusivePrice(service, currency),
        };
        if (read is { Mode: SellingMode.Exclusive, ExclusivePrice: null } && selling is { ExclusivePrice: null }) PricesSection.RefuseUnpriced(service);
        return read;
    }

    // Two services at one address: the second could never be reached. The node's key ends with the language.
    private void CheckSlug(TextNode slug)
    {
        var locale = slug.Key[(slug.Key.LastIndexOf('.') + 1)..];
        if (!SlugPattern().IsMatch(slug.Value))
            file.Refuse(slug, $"'{slug.Value}' is not valid", "lower-case letters without accents, digits and single hyphens");
        else if (!_addresses.Add($"{locale}/{slug.Value}"))
            file.Refuse(slug, $"'{slug.Value}' is another service's", "an address not yet used");
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SlugPattern();
}
