using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Tests.Persistence;

public sealed class ContractorTests(PurchasingDatabase database) : PurchasingTest(database)
{
    public static TheoryData<string, Func<OpenContractorAccount, OpenContractorAccount>, string> Mistakes => new()
    {
        { "no company", account => account with { Company = null }, "purchasing.company-missing" },
        { "blanks for a company", account => account with { Company = " \u00A0 " }, "purchasing.company-missing" },
        { "a long company", account => account with { Company = new string('é', 81) }, "purchasing.text-too-long" },
        { "ten megabytes", account => account with { Company = new string('x', 10_000_000) }, "purchasing.text-too-long" },
        { "NUL", account => account with { Company = "Bornes\0" }, "purchasing.text-not-allowed" },
        { "half a character", account => account with { Company = "Bornes" + '\uD83D' }, "purchasing.text-not-allowed" },
        { "text turned round", account => account with { ContactName = "\u202EeuqinimoD" }, "purchasing.text-not-allowed" },
        { "no name", account => account with { ContactName = "" }, "purchasing.contact-name-missing" },
        { "no e-mail", account => account with { Email = null }, "purchasing.email-missing" },
        { "no at sign", account => account with { Email = "dominique.example.com" }, "purchasing.email-invalid" },
        { "two at signs", account => account with { Email = "a@b@example.com" }, "purchasing.email-invalid" },
        { "a header in an e-mail", account => account with { Email = "a@example.com\r\nBcc: b@example.com" }, "purchasing.email-invalid" },
        { "no phone", account => account with { Phone = null }, "purchasing.phone-missing" },
        { "a short phone", account => account with { Phone = "555-0199" }, "purchasing.phone-invalid" },
        { "Arabic digits", account => account with { Phone = "\u0665\u0661\u0664\u0665\u0665\u0665\u0660\u0661\u0669\u0669" }, "purchasing.phone-invalid" },
        { "another language", account => account with { Locale = "de" }, "purchasing.locale-unknown" },
        { "no language", account => account with { Locale = null }, "purchasing.locale-unknown" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_in_an_account_is_named_and_nothing_is_kept(string what, Func<OpenContractorAccount, OpenContractorAccount> mistake, string code)
    {
        var refused = await Open(mistake(Good(NewContractor())));

        refused.Error.Fields.ShouldHaveSingleItem(what).Code.ShouldBe(code, what);
        (await Count("contractors")).ShouldBe(0);
    }

    [Fact]
    public async Task An_account_opened_again_is_corrected_and_keeps_its_coverage()
    {
        var me = NewContractor();
        await Open(Good(me));
        (await Cover(me, ["montreal", "estrie"], ["heat-pump"])).IsFailure.ShouldBeFalse();

        (await Open(Good(me) with { Company = "  Thermo Nord  ", Locale = "en" })).IsFailure.ShouldBeFalse();

        var seen = (await Database.Send(Actor.Contractor(me), new GetContractor(me))).Value;
        (seen.Company, seen.Locale).ShouldBe(("Thermo Nord", "en"));
        seen.Regions.ShouldBe(["montreal", "estrie"]);
        seen.Services.ShouldBe(["heat-pump"]);
    }

    [Theory]
    [InlineData("", "ev-charger", "purchasing.regions-missing")]
    [InlineData("montreal", "", "purchasing.services-missing")]
    [InlineData("montreal,ontario", "ev-charger", "purchasing.region-unknown")]
    [InlineData("montreal", "ev-charger,\0", "purchasing.service-unknown")]
    public async Task Coverage_that_the_market_does_not_have_is_refused(string regions, string services, string code)
    {
        var me = NewContractor();
        await Open(Good(me));

        var refused = await Cover(me, regions.Split(',', StringSplitOptions.RemoveEmptyEntries), services.Split(',', StringSplitOptions.RemoveEmptyEntries));

        refused.Error.Fields.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public async Task Nobody_sets_the_coverage_of_another_contractor()
    {
        var victim = await AddContractor();

        var refused = await Database.Send(Actor.Contractor(NewContractor()), new SetCoverage(victim, ["estrie"], ["heat-pump"]));

        refused.Error.Code.ShouldBe("purchasing.contractor-not-found");
    }

    private static ContractorId NewContractor() => new(Guid.CreateVersion7());

    private static OpenContractorAccount Good(ContractorId id) =>
        new(id, "Bornes Boréal inc.", "Dominique Roy", "dominique@example.com", "+1 (514) 555-0199", "fr");

    private Task<Result> Open(OpenContractorAccount account) => Database.Send(Actor.System, account);

    private Task<Result> Cover(ContractorId contractor, string[] regions, string[] services) =>
        Database.Send(Actor.Contractor(contractor), new SetCoverage(contractor, regions, services));
}
