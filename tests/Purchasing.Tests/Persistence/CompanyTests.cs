using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Application.DescribeCompany;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>The company as homeowners and invoices name it, with its licence and languages.</summary>
public sealed class CompanyTests(PurchasingDatabase database) : PurchasingTest(database)
{
    public static TheoryData<string, Func<DescribeCompany, DescribeCompany>, string> Mistakes => new()
    {
        { "no company", company => company with { Company = " " }, "purchasing.company-missing" },
        { "no name", company => company with { ContactName = null }, "purchasing.contact-name-missing" },
        { "a text turned round", company => company with { Company = "Bornes\u202E" }, "purchasing.text-not-allowed" },
        { "a short phone", company => company with { Phone = "555" }, "purchasing.phone-invalid" },
        { "no language served", company => company with { Languages = [] }, "purchasing.languages-missing" },
        { "languages left out", company => company with { Languages = null }, "purchasing.languages-missing" },
        { "a language the market has not", company => company with { Languages = ["fr", "de"] }, "purchasing.locale-unknown" },
        { "nothing for a language", company => company with { Languages = [null!] }, "purchasing.locale-unknown" },
        { "another language to read", company => company with { Locale = "de" }, "purchasing.locale-unknown" },
        { "a short licence", company => company with { Licence = "123" }, "purchasing.licence-invalid" },
        { "letters in a licence", company => company with { Licence = "1234-5678-AB" }, "purchasing.licence-invalid" },
        { "a huge licence", company => company with { Licence = new string('1', 10_000_000) }, "purchasing.licence-invalid" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_in_a_profile_is_named_and_nothing_is_kept(string what, Func<DescribeCompany, DescribeCompany> mistake, string code)
    {
        var me = await AddContractor();

        var refused = await Describe(mistake(Good(me)));

        refused.Error.Fields.ShouldHaveSingleItem(what).Code.ShouldBe(code, what);
        (await See(me)).Company.ShouldBe("Bornes Boréal inc.");
    }

    [Fact]
    public async Task A_profile_is_kept_with_its_licence_as_the_register_writes_it()
    {
        var me = await AddContractor();

        (await Describe(Good(me) with { Licence = " 1234 5678 90 ", Languages = ["en", "fr", "en"] })).IsFailure.ShouldBeFalse();

        var seen = await See(me);
        (seen.Company, seen.ContactName, seen.Phone, seen.Locale, seen.Licence).ShouldBe(("Thermo Nord", "Alex Roy", "418 555-0100", "en", "1234-5678-90"));
        seen.Languages.ShouldBe(["en", "fr"]);
        (seen.Email, seen.Services).ShouldBe(("dominique@example.com", seen.Services));
        seen.Covers.ShouldBeTrue();
    }

    [Fact]
    public async Task A_licence_may_be_taken_out_again_where_none_is_required()
    {
        var me = await AddContractor();
        await Describe(Good(me) with { Licence = "1234-5678-90" });
        (await Describe(Good(me) with { Licence = "  " })).IsFailure.ShouldBeFalse();

        (await See(me)).Licence.ShouldBeNull();
    }

    [Fact]
    public void Where_a_licence_is_required_a_profile_without_one_is_refused()
    {
        var market = TestMarket.Create();
        var strict = market with { Contractors = new ContractorRules(market.Contractors.Licence! with { Required = true }) };
        var errors = new DescribeCompanyValidator(strict).Validate(Good(new ContractorId(Guid.CreateVersion7())) with { Licence = null }).Errors;

        errors.ShouldHaveSingleItem().ErrorCode.ShouldBe("purchasing.licence-missing");
    }

    [Fact]
    public void Where_a_market_asks_for_no_licence_whatever_is_typed_passes()
    {
        var free = TestMarket.Create() with { Contractors = ContractorRules.Default };

        new DescribeCompanyValidator(free).Validate(Good(new ContractorId(Guid.CreateVersion7())) with { Licence = "whatever" }).IsValid.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_has_said_nothing_of_languages_serves_in_the_one_they_read()
    {
        var me = new ContractorId(Guid.CreateVersion7());
        await Database.Send(Actor.System, new OpenContractorAccount(me, "Bornes", "Dominique", "d@example.com", "514 555-0199", "en"));

        (await See(me)).Languages.ShouldBe(["en"]);
    }

    [Fact]
    public async Task Nobody_describes_another_contractors_company()
    {
        var (victim, stranger) = (await AddContractor(), await AddContractor());

        (await Database.Send(Actor.Contractor(stranger), Good(victim))).Error.Code.ShouldBe("purchasing.contractor-not-found");
    }

    private static DescribeCompany Good(ContractorId me) => new(me, "Thermo Nord", " Alex Roy ", "418 555-0100", null, ["fr"], "en");

    private Task<Result> Describe(DescribeCompany company) => Database.Send(Actor.Contractor(company.Contractor), company);

    private async Task<ContractorView> See(ContractorId me) => (await Database.Send(Actor.Contractor(me), new GetContractor(me))).Value;
}
