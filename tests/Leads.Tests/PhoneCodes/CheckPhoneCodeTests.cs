using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Tests.PhoneCodes;

[Collection(WithVendors.Name)]
public sealed class CheckPhoneCodeTests(VendorsDatabase database)
{
    [Fact]
    public async Task The_right_code_verifies_the_lead_and_sends_it_on_its_way()
    {
        var lead = await Sent();

        var verified = (await Check(lead, " 491 827 ")).Value;

        (verified.State, verified.Status).ShouldBe(("verified", "verified"));
        (await database.Truth<string>("select string_agg(concat_ws('>', from_status, to_status, moved_by), ' ' order by number) from leads.lead_moves where lead_id = @lead", new { lead = lead.Value }))
            .ShouldBe("submitted>anonymous submitted>verified>homeowner");
        (await ReadyEvents(lead)).ShouldBe(1);

        (await Check(lead, "0000")).Value.State.ShouldBe("verified", "asked again, the answer is the same");
        (await ReadyEvents(lead)).ShouldBe(1);
    }

    [Fact]
    public async Task The_product_may_do_it_for_the_homeowner()
    {
        var (lead, _) = await database.Submit();

        (await database.Send(Actor.System, new SendPhoneCode(lead))).Value.State.ShouldBe("sent");
        (await database.Send(Actor.System, new CheckPhoneCode(lead, TwilioStandIn.RightCode))).Value.State.ShouldBe("verified");
    }

    [Fact]
    public async Task Twenty_right_codes_at_the_same_instant_verify_once()
    {
        var (lead, phone) = await database.Submit();
        await database.Send(Actor.Homeowner(lead.Value), new SendPhoneCode(lead));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Check(lead, TwilioStandIn.RightCode)));

        // Whoever got as far as the vendor is told "verified", also when another press had used the code up.
        answers.Where(answer => !answer.IsFailure).ShouldAllBe(answer => answer.Value.State == "verified");
        answers.Where(answer => answer.IsFailure).ShouldAllBe(answer => answer.Error.Code == "leads.too-many-checks");
        answers.Count(answer => !answer.IsFailure).ShouldBeGreaterThan(0);
        database.Twilio.Count("/VerificationCheck", phone).ShouldBeLessThanOrEqualTo(5);
        (await ReadyEvents(lead)).ShouldBe(1);
        (await database.Truth<int>("select moves from leads.leads where id = @lead", new { lead = lead.Value })).ShouldBe(2);
        (await database.Truth<string>("select state from leads.phone_codes where lead_id = @lead", new { lead = lead.Value })).ShouldBe("verified");
    }

    [Fact]
    public async Task Twenty_wrong_codes_at_the_same_instant_ask_the_vendor_five_times()
    {
        var (lead, phone) = await database.Submit();
        await database.Send(Actor.Homeowner(lead.Value), new SendPhoneCode(lead));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(guess => Check(lead, $"{guess:0000}")));

        answers.Count(answer => answer.Error.Code == "leads.code-wrong").ShouldBe(5);
        answers.Count(answer => answer.Error.Code == "leads.too-many-checks").ShouldBe(15);
        database.Twilio.Count("/VerificationCheck", phone).ShouldBe(5);
        (await Check(lead, TwilioStandIn.RightCode)).Error.RetryAfter.ShouldBe(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_wrong_code_tells_how_many_tries_are_left()
    {
        var lead = await Sent();

        var refused = (await Check(lead, "0000")).Error;

        refused.Kind.ShouldBe(ErrorKind.Validation);
        (refused.Code, refused.Fields.Single()).ShouldBe(("leads.code-wrong", new FieldError("code", "leads.code-wrong", 4)));
    }

    [Theory]
    [InlineData(null, "leads.code-missing")]
    [InlineData("12x4", "leads.code-malformed")]
    public async Task What_is_no_code_costs_no_try(string? typed, string refusal)
    {
        var lead = await Sent();

        (await Check(lead, typed)).Error.Code.ShouldBe(refusal);

        (await database.Truth<int>("select checks from leads.phone_codes where lead_id = @lead", new { lead = lead.Value })).ShouldBe(0);
    }

    [Fact]
    public async Task A_code_that_was_never_sent_or_has_ended_is_told_as_that()
    {
        var (none, _) = await database.Submit();
        (await Check(none, "1234")).Error.Code.ShouldBe("leads.code-not-sent");

        var (forgotten, phone) = await database.Submit();
        await database.Send(Actor.Homeowner(forgotten.Value), new SendPhoneCode(forgotten));
        database.Twilio.Refuses(404, 20404, phone);
        (await Check(forgotten, "1234")).Error.Code.ShouldBe("leads.code-expired");

        var old = await Sent();
        database.Clock.Now += TimeSpan.FromMinutes(10);
        (await Check(old, TwilioStandIn.RightCode)).Error.Code.ShouldBe("leads.code-expired");
        (await database.Send(Actor.Homeowner(old.Value), new SendPhoneCode(old))).Value.SendsLeft.ShouldBe(4, "a new round has begun");
    }

    [Fact]
    public async Task A_vendor_that_is_down_costs_no_try()
    {
        var (lead, phone) = await database.Submit();
        await database.Send(Actor.Homeowner(lead.Value), new SendPhoneCode(lead));
        database.Twilio.Answers(503, "<html>down</html>", phone);

        for (var press = 0; press < 7; press++) (await Check(lead, "1234")).Error.ShouldBe(Error.Unavailable("leads.verification-unavailable"));

        database.Twilio.Recovers(phone);
        (await Check(lead, TwilioStandIn.RightCode)).Value.State.ShouldBe("verified");
    }

    [Fact]
    public async Task Staff_who_vouch_while_a_code_is_on_its_way_verify_once()
    {
        var lead = await Sent();
        (await database.Send(Actor.Staff, new VouchForPhone(lead))).IsFailure.ShouldBeFalse();

        (await Check(lead, TwilioStandIn.RightCode)).Value.State.ShouldBe("verified");

        (await ReadyEvents(lead)).ShouldBe(1);
    }

    private async Task<LeadId> Sent()
    {
        var (lead, _) = await database.Submit();
        (await database.Send(Actor.Homeowner(lead.Value), new SendPhoneCode(lead))).Value.State.ShouldBe("sent");
        return lead;
    }

    private Task<Result<PhoneCode>> Check(LeadId lead, string? code) => database.Send(Actor.Homeowner(lead.Value), new CheckPhoneCode(lead, code));

    private Task<int> ReadyEvents(LeadId lead) => database.Truth<int>(
        "select count(*)::int from leads.outbox_messages where name = 'leads.lead-ready.v1' and payload ->> 'lead' = @lead", new { lead = lead.ToString() });
}
