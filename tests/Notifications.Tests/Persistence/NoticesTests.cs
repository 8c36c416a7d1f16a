using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Reactions;
using LeadMarket.Notifications.Application.SendDueMessages;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Notifications.Tests.Persistence;

[Collection(NotificationsDatabase.Name)]
public sealed class NoticesTests(NotificationsDatabase database) : IAsyncLifetime
{
    public Task InitializeAsync() => database.StartAfresh();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_new_lead_is_mailed_once_to_each_contractor_it_opened_to()
    {
        var second = Samples.Match("en") with { Contractor = ContractorId.From(Guid.NewGuid()), Email = "info@another.example" };
        for (var delivery = 0; delivery < 2; delivery++)
        {
            await Matched(Samples.Match("fr"));
            await Matched(second);
        }

        (await Count("kind = 'new-lead' and channel = 'email'")).ShouldBe(2);
        (await Count("recipient in ('info@belanger.example', 'info@another.example')")).ShouldBe(2);
        (await database.Count()).ShouldBe(2);
    }

    [Fact]
    public async Task A_lead_that_came_back_is_mailed_once_more()
    {
        for (var delivery = 0; delivery < 2; delivery++)
        {
            await Matched(Samples.Match("fr"));
            await Matched(Samples.Match("fr") with { Round = 1 });
        }

        (await database.Count()).ShouldBe(2);
    }

    [Fact]
    public async Task What_a_contractor_wants_is_asked_at_each_event()
    {
        await Say(new PreferenceChoice("new-lead", "text"));
        for (var delivery = 0; delivery < 2; delivery++) await Matched(Samples.Match("fr"));
        var text = await database.OnlyMessage();
        (text.DedupeKey, text.Recipient, text.Html, text.Subject).ShouldBe(
            ($"text:new-lead:{Samples.Listing}:{Samples.Contractor}", "+15145550123", "", ""));
        text.Text.ShouldStartWith("Boréwatt : nouveau projet, ");
        text.Text.ShouldContain($"https://exemple.ca/fr/tableau/{Samples.Listing}");

        await Say(new PreferenceChoice("new-lead", "text"), new PreferenceChoice("new-lead", "email"));
        await Matched(Samples.Match("fr") with { Listing = ListingId.From(Guid.NewGuid()) });
        (await database.Count()).ShouldBe(3);

        await Say();
        await Matched(Samples.Match("fr") with { Listing = ListingId.From(Guid.NewGuid()) });
        (await database.Count()).ShouldBe(3);
    }

    [Fact]
    public async Task A_telephone_that_takes_no_texts_gets_none_and_the_mail_goes_out_all_the_same()
    {
        await Say(new PreferenceChoice("new-lead", "text"), new PreferenceChoice("new-lead", "email"));
        await Matched(Samples.Match("fr") with { Phone = "514 555-0123 poste 4" });
        (await database.OnlyMessage()).DedupeKey.ShouldStartWith("new-lead:");
    }

    [Fact]
    public async Task Each_reminder_of_a_lead_and_each_word_on_a_return_is_told_once()
    {
        for (var delivery = 0; delivery < 2; delivery++)
        {
            await database.Deliver(Samples.Reminder("fr"), typeof(RemindContractorWhenReminderDue));
            await database.Deliver(Samples.Reminder("fr") with { At = Samples.Now.AddDays(1) }, typeof(RemindContractorWhenReminderDue));
            await database.Deliver(Samples.Verdict("fr", "denied", mayAppeal: true), typeof(TellContractorWhenReturnDecided));
            await database.Deliver(Samples.Verdict("fr", "approved", "promise"), typeof(TellContractorWhenReturnDecided));
        }

        (await Count("kind = 'lead-reminder'")).ShouldBe(2);
        (await Count("kind = 'return-decided'")).ShouldBe(2);
        (await database.Count()).ShouldBe(4);
    }

    [Fact]
    public async Task An_upgrade_is_receipted_and_what_waits_for_staff_told_whatever_a_contractor_wants()
    {
        await Say();
        var upgrade = Samples.Upgrade("fr");
        for (var delivery = 0; delivery < 2; delivery++)
        {
            await database.Deliver(upgrade, typeof(SendReceiptWhenLeadUpgraded));
            await database.Deliver(Samples.Waiting(), typeof(AlertOperatorsWhenReturnAwaitsStaff));
            await database.Deliver(Samples.Waiting(appeal: true), typeof(AlertOperatorsWhenReturnAwaitsStaff));
        }

        (await Count($"dedupe_key = 'receipt:{upgrade.Unlock}'")).ShouldBe(1);
        (await Count($"kind = 'operator-alert' and recipient = '{Samples.Market.Brand.SupportEmail}'")).ShouldBe(2);
        (await database.Count()).ShouldBe(3);
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("contractor")]
    [InlineData("staff")]
    public async Task Whoever_has_an_account_is_told_of_it_once(string kind)
    {
        var actor = new Actor(kind);
        for (var turn = 0; turn < 5; turn++)
        {
            (await database.Send(Samples.Reset("fr"), actor)).IsFailure.ShouldBeFalse();
            (await database.Send(Samples.Notice("en"), actor)).IsFailure.ShouldBeFalse();
        }

        (await Count("dedupe_key = 'password-reset:019aa3b4-0000-7000-8000-000000000009:202611210146'")).ShouldBe(1);
        (await Count("dedupe_key = 'security-notice:019aa3b4-0000-7000-8000-00000000000b'")).ShouldBe(1);
        (await database.Count()).ShouldBe(2);
    }

    [Fact]
    public async Task The_link_that_sets_a_password_leaves_the_log_with_the_mail()
    {
        await database.Send(Samples.Reset("fr"), Actor.Anonymous);
        database.Vendor.Accepts();
        (await database.Send(new SendDueMessages(Channel.Email), Actor.System)).IsFailure.ShouldBeFalse();
        database.Vendor.Received.ShouldHaveSingleItem().Body.ShouldContain("jeton=a%2Bb");
        (await Count("row::text like '%jeton=%'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_change_that_nobody_knows_is_refused()
    {
        var refused = await database.Send(Samples.Notice("fr", "moon-landed") with { Help = new Uri("javascript:alert(1)") }, Actor.Anonymous);
        refused.Error.Fields.Select(field => field.Code).ShouldBe(["notifications.change-unknown", "notifications.link-invalid"]);
    }

    private Task Matched(LeadMatched matched) => database.Deliver(matched, typeof(AlertContractorWhenLeadMatched));

    private async Task Say(params PreferenceChoice[] on) =>
        (await database.Send(new SetPreferences(Samples.Contractor, on), Actor.Contractor(Samples.Contractor))).IsFailure.ShouldBeFalse();

    private Task<long> Count(string where) => database.As("system", $"select count(*) from notifications.messages row where {where}");
}
