using LeadMarket.Leads.Domain;
using static LeadMarket.Leads.Domain.QualityReasons;

namespace LeadMarket.Leads.Tests.Domain;

/// <summary>The golden set: requests as they come, and what has to be made of each.</summary>
public sealed class QualityTests
{
    private static readonly string[] Local = ["514", "438"];

    [Theory]
    // People.
    [InlineData("Amélie Tremblay", "amelie@videotron.ca", "514 555-0199", 1, 100, false, "")]
    [InlineData("Ng", "ng@gmail.com", "438 555-0142", 1, 100, false, "")]
    [InlineData("J.P. O'Brien", "jp@sympatico.ca", "514 555-0199", 1, 100, false, "")]
    [InlineData("Μαρία Παπαδοπούλου", "maria@outlook.com", "514 555-0199", 1, 100, false, "")]
    [InlineData("محمد علي", "m.ali@yahoo.ca", "514 555-0199", 1, 100, false, "")]
    [InlineData("王芳", "wang@proton.me", "514 555-0199", 1, 100, false, "")]
    [InlineData("Nguyễn Văn An", "an@icloud.com", "514 555-0199", 1, 100, false, "")]
    [InlineData("Flynn Byrd", "flynn@mozmail.com", "514 555-0199", 5, 100, false, "")]
    [InlineData("St.Pierre, Luc", "luc@hotmail.fr", "514 555-0199", 1, 100, false, "")]
    // People who moved here, hide their address, or share one: listed, and known to be so.
    [InlineData("Sarah Cohen", "sarah@gmail.com", "416 555-0123", 1, 85, false, ForeignAreaCode)]
    [InlineData("Marc Roy", "marc@yopmail.com", "514 555-0199", 1, 70, false, DisposableEmail)]
    [InlineData("Marc Roy", "marc@yopmail.com", "416 555-0123", 1, 55, false, DisposableEmail, ForeignAreaCode)]
    [InlineData("Luc Côté", "luc@bell.net", "514 555-0199", 6, 80, false, ManyFromAddress)]
    [InlineData("Luc Côté", "luc@bell.net", "514 555-0199", 6, 55, false, TooFast, ManyFromAddress)]
    [InlineData("Qwrtp Zxcv", "q@example.com", "514 555-0199", 1, 65, false, OddName)]
    // What no person does, or nobody innocent does at once.
    [InlineData("Amélie Tremblay", "amelie@videotron.ca", "514 555-0199", 1, 40, true, Trap)]
    [InlineData("Marc Roy", "marc@mailinator.com", "514 555-0199", 1, 45, true, TooFast, DisposableEmail)]
    [InlineData("Aaaa AA", "a@example.com", "514 555-0199", 9, 45, true, ManyFromAddress, OddName)]
    [InlineData("Éééé", "e@guerrillamail.com", "514 555-0199", 1, 35, true, DisposableEmail, OddName)]
    [InlineData("Cheap SEO www.example.top", "seo@trashmail.com", "900 555-0123", 40, 0, true, Trap, TooFast, DisposableEmail, ForeignAreaCode, ManyFromAddress, OddName)]
    [InlineData("buy-now.shop", "x@sub.33mail.com", "514 555-0199", 1, 35, true, DisposableEmail, OddName)]
    public void A_request_is_judged_as_a_careful_person_would(
        string name, string email, string phone, int sentFromAddress, int score, bool held, params string[] reasons)
    {
        var facts = new QualityFacts(
            name,
            EmailAddress.Read(email).Value,
            PhoneNumber.FromStored("+1" + phone.Replace(" ", "").Replace("-", "")),
            RegionCertain: true,
            sentFromAddress,
            SeenAtSubmission: reasons.Where(reason => reason is Trap or TooFast).ToList());

        var quality = Quality.Of(facts, Local);

        quality.Reasons.ShouldBe(reasons.Where(reason => reason.Length > 0));
        (quality.Score, quality.WantsReview).ShouldBe((score, held));
    }

    [Fact]
    public void An_area_on_the_border_of_two_regions_weighs_next_to_nothing()
    {
        var quality = Quality.Of(Facts() with { RegionCertain = false }, Local);

        (quality.Score, quality.WantsReview).ShouldBe((95, false));
        quality.Reasons.ShouldBe([UnservedArea]);
    }

    [Fact]
    public void A_market_that_names_no_area_codes_minds_none() =>
        Quality.Of(Facts() with { Phone = PhoneNumber.FromStored("+14165550123") }, []).Score.ShouldBe(100);

    [Fact]
    public void Every_weight_is_of_a_reason_and_all_of_them_together_end_at_nought()
    {
        var all = typeof(QualityReasons).GetFields().Select(field => (string)field.GetValue(null)!).ToList();

        Quality.Of(Facts() with { SeenAtSubmission = all }, Local).Score.ShouldBe(0);
    }

    [Theory]
    [InlineData(false, 8.0, new string[0])]
    [InlineData(false, 7.9, new[] { TooFast })]
    [InlineData(true, 300.0, new[] { Trap })]
    [InlineData(true, 0.4, new[] { Trap, TooFast })]
    [InlineData(false, null, new string[0])]
    public void The_trap_and_the_haste_are_seen_when_the_form_is_sent(bool trap, double? seconds, string[] signs) =>
        SubmissionSigns.Of(trap, seconds is { } taken ? TimeSpan.FromSeconds(taken) : null).ShouldBe(signs);

    [Fact]
    public void No_mail_service_that_homeowners_here_use_is_on_the_list_of_disposable_ones() =>
        new[]
        {
            "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.ca", "live.ca", "msn.com", "icloud.com", "me.com", "yahoo.ca", "yahoo.fr", "aol.com",
            "videotron.ca", "videotron.qc.ca", "bell.net", "sympatico.ca", "cogeco.ca", "telus.net", "rogers.com", "shaw.ca", "globetrotter.net", "oricom.ca", "b2b2c.ca",
            "proton.me", "protonmail.com", "fastmail.com", "tutanota.com", "gmx.com", "privaterelay.appleid.com", "duck.com", "umontreal.ca", "hydroquebec.com",
        }.ShouldAllBe(domain => !DisposableDomains.Has(domain));

    private static QualityFacts Facts() =>
        new("Amélie Tremblay", EmailAddress.Read("amelie@videotron.ca").Value, PhoneNumber.FromStored("+15145550199"), RegionCertain: true, 1, []);
}
