using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Tests.Persistence;

namespace LeadMarket.Leads.Tests.HomeownerPage;

public sealed class AccessLinkTests(LeadsDatabase database) : HomeownerPageTest(database)
{
    [Fact]
    public async Task The_key_in_the_confirmation_mail_opens_the_request_and_is_kept_nowhere_else()
    {
        var lead = await Submitted();
        var key = (await Database.Published<LeadSubmitted>(lead)).AccessKey;

        (await Open(key)).Value.ShouldBe(lead);
        (await Database.Truth<int>("select count(*)::int from leads.access_links where key_hash = @key", new { key })).ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("nobodys-key")]
    [InlineData("' or true --")]
    [InlineData("a\0b")]
    public async Task A_key_that_opens_nothing_is_simply_unknown(string? key) => await ShouldBeUnknown(key);

    [Fact]
    public async Task A_megabyte_of_key_and_half_a_letter_are_simply_unknown()
    {
        await ShouldBeUnknown(new string('k', 1_000_000));
        await ShouldBeUnknown("\ud800"); // in code: xunit mends it in a theory's data
    }

    [Fact]
    public async Task A_new_link_ends_every_older_one_and_is_mailed()
    {
        var lead = await Listed();
        var first = (await Database.Published<LeadSubmitted>(lead)).AccessKey;
        var second = (await Ask(lead, new ReplaceAccessLink(lead))).Value;

        (await Database.Published<AccessLinkReplaced>(lead)).ShouldBe(
            new AccessLinkReplaced(lead, "Amélie O'Brien", (await View(lead)).Contact!.Email, "fr", second, Forms.Now));
        var third = (await Ask(lead, new ReplaceAccessLink(lead))).Value;

        await ShouldBeUnknown(first);
        await ShouldBeUnknown(second);
        (await Open(third)).Value.ShouldBe(lead);
    }

    [Fact]
    public async Task Links_replaced_at_the_same_instant_leave_one_that_opens()
    {
        var lead = await Listed();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Ask(lead, new ReplaceAccessLink(lead)))));

        (await Database.Truth<int>("select count(*)::int from leads.access_links where lead_id = @lead and revoked_at is null", new { lead = lead.Value })).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_but_the_system_looks_keys_up()
    {
        var lead = await Listed();
        var key = (await Ask(lead, new ReplaceAccessLink(lead))).Value;

        foreach (var actor in new[] { null, Actor.Anonymous, Actor.Contractor(ContractorId.From(Guid.NewGuid())), Actor.Homeowner(Guid.NewGuid()) })
            (await Database.Send(actor, new OpenAccessLink(key))).Error.Code.ShouldBe("leads.link-unknown");
    }

    [Fact]
    public async Task After_erasure_the_link_still_opens_the_page_and_no_new_one_is_made()
    {
        var lead = await Listed();
        var key = (await Ask(lead, new ReplaceAccessLink(lead))).Value;

        await Do(lead, new EraseLead(lead));

        (await Open(key)).Value.ShouldBe(lead);
        (await Ask(lead, new ReplaceAccessLink(lead))).Error.Code.ShouldBe("leads.lead-not-found");
        (await Open(key)).Value.ShouldBe(lead);
    }

    private Task<Result<LeadId>> Open(string? key) => Database.Send(Actor.System, new OpenAccessLink(key));

    private async Task ShouldBeUnknown(string? key) => (await Open(key)).Error.ShouldBe(Error.NotFound("leads.link-unknown"));
}
