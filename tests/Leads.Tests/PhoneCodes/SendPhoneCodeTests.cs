using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Tests.PhoneCodes;

[Collection(WithVendors.Name)]
public sealed class SendPhoneCodeTests(VendorsDatabase database)
{
    [Fact]
    public async Task A_homeowner_is_sent_a_code_and_told_how_it_stands()
    {
        var (lead, phone) = await database.Submit();
        (await Where(lead)).ShouldBe(new PhoneCode(lead, "none", "submitted", phone[^2..], 5, 5, null, null));

        var sent = (await Send(lead)).Value;

        sent.ShouldBe(new PhoneCode(lead, "sent", "submitted", phone[^2..], 4, 5, database.Clock.Now.AddSeconds(30), database.Clock.Now.AddMinutes(10)));
        (await Where(lead)).ShouldBe(sent);
        database.Twilio.Count("/Verifications", phone).ShouldBe(1);
        (await database.Truth<string>("select vendor_id from leads.phone_codes where lead_id = @lead", new { lead = lead.Value })).ShouldBe("VE7f");
    }

    [Fact]
    public async Task The_text_is_in_the_language_of_the_form()
    {
        var (lead, phone) = await database.Submit(Forms.Somebody() with { Locale = "en" });

        await Send(lead);

        database.Twilio.Received.ShouldContain(request => request.Body == $"To=%2B{phone.TrimStart('+')}&Channel=sms&Locale=en");
    }

    [Fact]
    public async Task Twenty_requests_at_the_same_instant_never_send_more_than_five_texts()
    {
        var (lead, phone) = await database.Submit();
        for (var round = 1; round <= 7; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Send(lead)));

            answers.Count(answer => !answer.IsFailure).ShouldBe(round <= 5 ? 1 : 0);
            database.Twilio.Count("/Verifications", phone).ShouldBe(Math.Min(round, 5));
            database.Clock.Now += TimeSpan.FromSeconds(30);
        }

        var refused = (await Send(lead)).Error;
        refused.Code.ShouldBe("leads.too-many-codes");
        refused.Kind.ShouldBe(ErrorKind.TooMany);
        refused.RetryAfter.ShouldBe(TimeSpan.FromMinutes(10) - 7 * TimeSpan.FromSeconds(30));
        (await Where(lead)).SendsLeft.ShouldBe(0);
    }

    [Fact]
    public async Task A_vendor_that_is_down_keeps_the_lead_and_the_homeowners_texts()
    {
        var (lead, phone) = await database.Submit();
        database.Twilio.Breaks(new TaskCanceledException("8 seconds"), phone);

        var waiting = (await Send(lead)).Value;

        (waiting.State, waiting.Status, waiting.SendsLeft, waiting.ExpiresAt).ShouldBe(("waiting", "submitted", 5, null));
        database.Twilio.Count("/Verifications", phone).ShouldBe(1, "a text must not go out twice");

        // The text may have gone out all the same: a code that arrives is worth a try, and costs none while nobody answers.
        (await Check(lead, "1234")).Error.ShouldBe(Error.Unavailable("leads.verification-unavailable"));
        (await Where(lead)).ChecksLeft.ShouldBe(5);

        database.Twilio.Recovers(phone);
        (await Check(lead, TwilioStandIn.RightCode)).Value.State.ShouldBe("verified");
    }

    [Theory]
    [InlineData(400, 60200, "leads.phone-unreachable")]
    [InlineData(429, 60203, "leads.too-many-codes")]
    [InlineData(429, 60202, "leads.too-many-checks")]
    public async Task What_the_vendor_refuses_for_good_is_told(int status, int code, string refusal)
    {
        var (lead, phone) = await database.Submit();
        database.Twilio.Refuses(status, code, phone);

        var refused = (await Send(lead)).Error;

        refused.Code.ShouldBe(refusal);
        refused.RetryAfter.ShouldBe(refused.Kind is ErrorKind.TooMany ? TimeSpan.FromMinutes(10) : null);
        (await Where(lead)).Status.ShouldBe("submitted");
    }

    [Fact]
    public async Task A_lead_that_has_ended_or_is_verified_or_erased_or_unknown_is_sent_nothing()
    {
        var (ended, endedPhone) = await database.Submit();
        await database.Change("update leads.leads set status = 'closed', ended_at = @at where id = @lead", new { at = database.Clock.Now, lead = ended.Value });
        var (vouched, vouchedPhone) = await database.Submit();
        (await database.Send(Actor.Staff, new VouchForPhone(vouched))).IsFailure.ShouldBeFalse();
        var (erased, erasedPhone) = await database.Submit();
        await database.Change("delete from leads.contacts where lead_id = @lead", new { lead = erased.Value });

        (await Send(ended)).Error.Code.ShouldBe("leads.lead-ended");
        (await Check(ended, "1234")).Error.Code.ShouldBe("leads.lead-ended");
        (await Send(vouched)).Error.Code.ShouldBe("leads.phone-already-verified");
        (await Check(vouched, "1234")).Value.State.ShouldBe("verified");
        (await Send(erased)).Error.Code.ShouldBe("leads.lead-not-found");
        (await database.Send(Actor.Homeowner(erased.Value), new GetPhoneCode(erased))).Error.Code.ShouldBe("leads.lead-not-found");
        (await Send(LeadId.From(Guid.NewGuid()))).Error.Code.ShouldBe("leads.lead-not-found");
        foreach (var phone in new[] { endedPhone, vouchedPhone, erasedPhone })
            (database.Twilio.Count("/Verifications", phone) + database.Twilio.Count("/VerificationCheck", phone)).ShouldBe(0);
    }

    [Fact]
    public async Task A_stranger_neither_sends_nor_tries_nor_sees_anybodys_code()
    {
        var (lead, phone) = await database.Submit();
        await Send(lead);

        foreach (var stranger in new[] { Actor.Anonymous, Actor.Homeowner(Guid.NewGuid()), Actor.Contractor(ContractorId.From(Guid.NewGuid())) })
        {
            (await database.Send(stranger, new SendPhoneCode(lead))).Error.Code.ShouldBe("leads.lead-not-found");
            (await database.Send(stranger, new CheckPhoneCode(lead, TwilioStandIn.RightCode))).Error.Code.ShouldBe("leads.lead-not-found");
            (await database.Send(stranger, new GetPhoneCode(lead))).Error.Code.ShouldBe("leads.lead-not-found");
        }

        database.Twilio.Count("/VerificationCheck", phone).ShouldBe(0);
    }

    [Theory]
    [InlineData("phone_codes")]
    [InlineData("conversions")]
    public async Task PostgreSQL_itself_shows_a_homeowner_their_own_row_alone(string table)
    {
        var (lead, _) = await database.Submit(Forms.Somebody() with { ConsentToAdvertising = true, AdvertisingVersion = TestMarket.AdvertisingVersion });
        var (other, _) = await database.Submit(Forms.Somebody() with { ConsentToAdvertising = true, AdvertisingVersion = TestMarket.AdvertisingVersion });
        foreach (var made in new[] { lead, other })
        {
            await Send(made);
            await database.Ready(made);
        }

        (await database.As(Actor.Homeowner(lead.Value), $"select count(*)::int from leads.{table}")).ShouldBe(1);
        (await database.As(Actor.Homeowner(lead.Value), $"delete from leads.{table}")).ShouldBe(1);
        foreach (var product in new[] { Actor.System, Actor.Staff })
            (await database.As(product, $"select count(*)::int from leads.{table}")).ShouldBeGreaterThanOrEqualTo(2);
        foreach (var stranger in new[] { null, Actor.Anonymous, Actor.Homeowner(Guid.NewGuid()), Actor.Contractor(ContractorId.From(Guid.NewGuid())) })
            (await database.As(stranger, $"select count(*)::int from leads.{table}")).ShouldBe(0);
    }

    private Task<Result<PhoneCode>> Send(LeadId lead) => database.Send(Actor.Homeowner(lead.Value), new SendPhoneCode(lead));

    private Task<Result<PhoneCode>> Check(LeadId lead, string? code) => database.Send(Actor.Homeowner(lead.Value), new CheckPhoneCode(lead, code));

    private async Task<PhoneCode> Where(LeadId lead) => (await database.Send(Actor.Homeowner(lead.Value), new GetPhoneCode(lead))).Value;
}
