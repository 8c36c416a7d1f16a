using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Conversions;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Tests.PhoneCodes;

namespace LeadMarket.Leads.Tests.Conversions;

[Collection(WithVendors.Name)]
public sealed class SendConversionsTests(VendorsDatabase database) : IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        database.Meta.Forget();
        await database.Change("delete from leads.conversions");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_complete_request_with_consent_is_told_once()
    {
        var lead = await Ready(Consenting(), Origin with
        {
            Attribution = new Attribution(Fbclid: "AbC", Fbp: "fb.1.1596403881668.1116446470", SeenAt: database.Clock.Now.AddMinutes(-2)),
            Page = new Uri($"https://example.ca/soumission/{Guid.NewGuid()}/4"),
        });
        await database.Ready(lead);

        await SendDue();
        await SendDue();

        database.Meta.Batches.ShouldBe([[ConversionEventId.Of(lead)]]);
        (await Row(lead)).ShouldBe("sent|1");
        var sent = database.Meta.Event(ConversionEventId.Of(lead));
        sent["event_time"]!.GetValue<long>().ShouldBe(database.Clock.Now.ToUnixTimeSeconds());
        sent["event_source_url"]!.GetValue<string>().ShouldBe("https://example.ca/soumission/");
        sent["user_data"]!["client_ip_address"]!.GetValue<string>().ShouldBe("203.0.113.77");
        sent["user_data"]!["client_user_agent"]!.GetValue<string>().ShouldBe("Mozilla/5.0 (advertised)");
        sent["user_data"]!["fbc"]!.GetValue<string>().ShouldBe($"fb.1.{database.Clock.Now.AddMinutes(-2).ToUnixTimeMilliseconds()}.AbC");
        sent["user_data"]!["fbp"]!.GetValue<string>().ShouldBe("fb.1.1596403881668.1116446470");
        sent["custom_data"]!.ToJsonString().ShouldBe("""{"service":"ev-charger","region":"montreal"}""");
        foreach (var personal in new[] { "Amélie", "O'Brien", "@example.com", "Saint-Denis", "1Y4", lead.ToString() })
            sent.ToJsonString().ShouldNotContain(personal, Case.Insensitive);
    }

    [Fact]
    public async Task Without_consent_nothing_is_queued()
    {
        var lead = await Ready(Forms.Somebody(), Origin);

        (await Queued(lead)).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_pixel_nothing_is_queued_and_nothing_runs()
    {
        var (lead, _) = await database.Submit(Consenting(), Origin);

        (await database.ReadyWithoutMeta(lead)).ShouldNotContain("leads.send-conversions");

        (await Queued(lead)).ShouldBe(0);
        database.Recurring.ShouldContain("leads.send-conversions");
    }

    [Fact]
    public async Task A_consent_taken_back_before_the_sending_is_kept_to()
    {
        var lead = await Ready(Consenting(), Origin);
        (await database.Send(Actor.Homeowner(lead.Value), new WithdrawConsent(lead, "advertising"))).IsFailure.ShouldBeFalse();

        await SendDue();

        (await Row(lead)).ShouldBe("dropped|0");
        database.Meta.Received.ShouldBeEmpty();

        var late = await Submit(Consenting());
        (await database.Send(Actor.Homeowner(late.Value), new WithdrawConsent(late, "advertising"))).IsFailure.ShouldBeFalse();
        await database.Ready(late);
        (await Queued(late)).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_is_told_of_a_homeowner_who_was_erased()
    {
        var lead = await Ready(Consenting(), Origin);
        await database.Change("delete from leads.contacts where lead_id = @lead", new { lead = lead.Value });

        await SendDue();

        (await Row(lead)).ShouldBe("dropped|0");
        database.Meta.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_without_a_browser_is_not_sent_to_be_refused()
    {
        var lead = await Ready(Consenting(), new FormOrigin("203.0.113.77", null));

        await SendDue();

        (await Row(lead)).ShouldBe("dropped|0");
        database.Meta.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_of_seven_days_ago_is_never_sent()
    {
        var old = await Ready(Consenting(), Origin);
        var young = await Ready(Consenting(), Origin);
        await database.Change("update leads.conversions set event_at = @at where lead_id = @lead", new { at = database.Clock.Now.AddDays(-7), lead = old.Value });
        await database.Change("update leads.conversions set event_at = @at where lead_id = @lead", new { at = database.Clock.Now.AddDays(-7).AddMinutes(2), lead = young.Value });

        await SendDue();

        (await Row(old)).ShouldBe("expired|0");
        (await Row(young)).ShouldBe("sent|1");
        database.Meta.Batches.ShouldBe([[ConversionEventId.Of(young)]]);
    }

    [Fact]
    public async Task One_bad_event_sinks_no_other()
    {
        var leads = new List<LeadId>();
        for (var index = 0; index < 7; index++) leads.Add(await Ready(Consenting(), Origin));
        database.Meta.Bad.Add(ConversionEventId.Of(leads[2]));

        await SendDue();

        foreach (var lead in leads) (await Row(lead)).ShouldBe(lead == leads[2] ? "refused|1" : "sent|1");
        (await database.Truth<string>("select error from leads.conversions where lead_id = @lead", new { lead = leads[2].Value })).ShouldBe("400 100/2804003");

        var requests = database.Meta.Received.Count;
        database.Clock.Now += TimeSpan.FromHours(2);
        await SendDue();
        database.Meta.Received.Count.ShouldBe(requests, "a refused event is never sent again");
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(401)]
    [InlineData(0)]
    public async Task A_vendor_that_is_away_is_asked_again_later_with_the_same_id(int status)
    {
        var lead = await Ready(Consenting(), Origin);
        if (status == 0) database.Meta.Breaks(new TaskCanceledException("1.5 s"));
        else database.Meta.Answers(status, "");

        await SendDue();
        await SendDue();
        database.Meta.Received.Count.ShouldBe(1, "not before a minute has passed");
        (await Row(lead)).ShouldBe("queued|1");

        database.Clock.Now += TimeSpan.FromMinutes(1);
        await SendDue();
        (await Row(lead)).ShouldBe("queued|2");

        var asked = database.Meta.Batches.ToList();
        database.Meta.Forget();
        database.Clock.Now += TimeSpan.FromMinutes(2);
        await SendDue();

        (await Row(lead)).ShouldBe("sent|3");
        asked.Concat(database.Meta.Batches).ShouldAllBe(batch => batch.Single() == ConversionEventId.Of(lead));
    }

    [Fact]
    public async Task Two_senders_at_the_same_instant_tell_each_lead_once()
    {
        for (var index = 0; index < 5; index++) await Ready(Consenting(), Origin);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendDue()));

        database.Meta.Batches.Sum(batch => batch.Count).ShouldBe(5);
    }

    private static FormOrigin Origin => new("203.0.113.77", "Mozilla/5.0 (advertised)");

    private static LeadForm Consenting() => Forms.Somebody() with { ConsentToAdvertising = true, AdvertisingVersion = TestMarket.AdvertisingVersion };

    private async Task<LeadId> Submit(LeadForm form) => (await database.Submit(form, Origin)).Lead;

    private async Task<LeadId> Ready(LeadForm form, FormOrigin origin)
    {
        var (lead, _) = await database.Submit(form, origin);
        await database.Ready(lead);
        return lead;
    }

    private async Task SendDue() => (await database.Send(Actor.System, new SendDueConversions())).IsFailure.ShouldBeFalse();

    private Task<string> Row(LeadId lead) =>
        database.Truth<string>("select concat_ws('|', state, attempts) from leads.conversions where lead_id = @lead", new { lead = lead.Value });

    private Task<int> Queued(LeadId lead) =>
        database.Truth<int>("select count(*)::int from leads.conversions where lead_id = @lead", new { lead = lead.Value });
}
