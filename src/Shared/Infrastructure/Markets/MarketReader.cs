using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads a market file: the one file that says which trade, place and languages the product serves.</summary>
public static class MarketReader
{
    /// <summary>The market in this file, checked from the first key to the last postal area.</summary>
    /// <exception cref="MarketFileException">Anything is wrong with it; lists every mistake with its place.</exception>
    public static Market Load(string path)
    {
        var file = new MarketFile(path);
        var market = File.Exists(path) ? Read(file) : Missing(file);
        file.ThrowIfRefused();
        return market!;
    }

    private static Market? Read(MarketFile file)
    {
        if (NodeParser.Parse(file, File.ReadAllText(file.Path)) is not { } map) return null;

        var root = new Section(file, map, new HashSet<string>(StringComparer.Ordinal));
        file.Locales = PlaceSection.ReadLocales(root);   // before any text: each must be in all of them
        if (file.Locales.Count == 0) return null;

        var market = ReadSections(root);
        root.Close();
        return market;
    }

    private static Market ReadSections(Section root)
    {
        var folder = ContentFiles.Folder(root);
        var currency = PlaceSection.ReadCurrency(root);
        var regions = root.List("regions", PostalCodeSection.ReadRegion);
        var budgets = root.List("budgets", QuestionSection.ReadChoice, atLeast: 2);
        var selling = root.Inner("selling", section => PricesSection.ReadSelling(section, currency));
        return new Market(
            Key: root.Key(),
            Brand: root.Inner("brand", brand => BrandSection.Read(brand, folder))!,
            Locales: root.File.Locales,
            Currency: currency,
            TimeZone: PlaceSection.ReadTimeZone(root),
            Country: PlaceSection.ReadCountry(root),
            Taxes: root.List("taxes", PricesSection.ReadTax, atLeast: 0),
            Services: root.List("services", new ServiceSection(root.File, selling, currency).Read),
            Regions: regions,
            PostalAreas: root.Inner("postalCodes", codes => PostalCodeSection.Read(codes, regions, folder))!,
            Budgets: budgets,
            Timelines: root.List("timelines", QuestionSection.ReadChoice, atLeast: 2),
            Plans: PricesSection.ReadPlans(root, currency),
            Selling: selling!,
            Consents: ConsentSection.Read(root),
            ContentFolder: folder)
        {
            Intake = root.OptionalInner("intake", intake => IntakeSection.Read(intake, budgets, selling?.Capacity ?? 1)) ?? Intake.Default,
            Contractors = root.OptionalInner("contractors", ContractorSection.Read) ?? ContractorRules.Default,
            Billing = root.OptionalInner("billing", PricesSection.ReadBilling) ?? BillingRules.Default,
            Returns = root.OptionalInner("returns", ReturnsSection.Read) ?? ReturnRules.None,
        };
    }

    private static Market? Missing(MarketFile file)
    {
        file.Refuse(new MarketProblem(file.Path, 1, 1, "(file)", "not found", "the path of a market file, such as markets/quebec-energy.yaml"));
        return null;
    }
}
