using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Ledger;

/// <summary>Whoever can write past the rules is found out by the check.</summary>
[Collection(WholeBooks.Name)]
public sealed class CheckLedgerTests(BillingDatabase billing) : BillingTest(billing)
{
    [Fact]
    public async Task Books_that_add_up_are_found_right_and_shown_to_staff()
    {
        await Open();
        await Pay();

        (await Billing.Faults()).ShouldBeEmpty();

        var books = (await Billing.Send(Actor.Staff, new GetBooks())).Value;
        books.LastCheck!.At.ShouldBe(Billing.Clock.Now);
        books.LastCheck.Entries.ShouldBeGreaterThan(0);
        books.Accounts.Sum(account => account.Balance.Cents).ShouldBe(0);
        books.Accounts.ShouldContain(account => account.Account == "lead-sales" && account.Balance.Cents < 0);
    }

    public static TheoryData<string, string, string> Tampering => new()
    {
        {
            "adds up to 7", "update billing.ledger_lines set cents = cents + 7 where account = 'stripe' and contractor_id = @contractor",
            "update billing.ledger_lines set cents = cents - 7 where account = 'stripe' and contractor_id = @contractor"
        },
        {
            "has 1000007 cents of credits", "update billing.accounts set credit_cents = credit_cents + 1000000 where contractor_id = @contractor",
            "update billing.accounts set credit_cents = credit_cents - 1000000 where contractor_id = @contractor"
        },
        {
            "cents set aside", "update billing.accounts set held_cents = 7 where contractor_id = @contractor",
            "update billing.accounts set held_cents = 0 where contractor_id = @contractor"
        },
        {
            "is posted with nothing", "update billing.ledger_entries set cause = 'x' || cause where contractor_id = @contractor and cause like 'payment:%'",
            "update billing.ledger_entries set cause = substr(cause, 2) where contractor_id = @contractor and cause like 'xpayment:%'"
        },
        {
            "is for 2900 + 434 cents and is posted with 2899 + 435",
            "update billing.ledger_lines set cents = cents + case account when 'lead-sales' then 1 when 'tax.gst' then -1 else 0 end where contractor_id = @contractor",
            "update billing.ledger_lines set cents = cents - case account when 'lead-sales' then 1 when 'tax.gst' then -1 else 0 end where contractor_id = @contractor"
        },
        {
            "has no invoice", "update billing.documents set purchase_id = id where contractor_id = @contractor",
            "update billing.documents d set purchase_id = p.purchase_id from billing.payments p where d.contractor_id = @contractor and p.contractor_id = d.contractor_id"
        },
    };

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task What_was_written_past_the_rules_is_found_and_raises_one_alarm_until_it_is_put_right(string fault, string tamper, string repair)
    {
        await Grant(7);
        await Open();
        await Pay();
        var contractor = new { contractor = Contractor.Value };
        try
        {
            await Billing.Tamper(tamper, contractor);

            (await Billing.Faults()).ShouldContain(found => found.Contains(fault, StringComparison.Ordinal));
            await Billing.Faults();
            (await Alarms("ledger", "ledger")).ShouldBe(1);
            (await Billing.Send(Actor.Staff, new GetBooks())).Value.Alarms.ShouldContain(alarm => alarm.Kind == "ledger" && alarm.Detail.Contains("found:", StringComparison.Ordinal));
        }
        finally
        {
            await Billing.Tamper(repair, contractor);
        }

        (await Billing.Faults()).ShouldBeEmpty();
        (await Alarms("ledger", "ledger")).ShouldBe(0);
    }

    [Fact]
    public async Task An_alarm_that_stands_is_told_once_and_again_after_it_was_seen_to()
    {
        var kind = "unclassified-movement";
        var subject = $"txn_{Purchase}";
        for (var found = 0; found < 3; found++) await Raise();
        (await Told()).ShouldBe(1);

        var alarm = (await Billing.Send(Actor.Staff, new GetBooks())).Value.Alarms.Single(alarm => alarm.Subject == subject);
        (alarm.Kind, alarm.Detail).ShouldBe((kind, "Nobody knows what this is."));
        await Billing.Send(Actor.Staff, new ClearAlarm(alarm.Id));
        await Raise();

        (await Told()).ShouldBe(2);

        Task Raise() => Billing.Send(Actor.System, new RaiseStripeAlarm(kind, subject, "Nobody knows what this is."));
        Task<long> Told() => Billing.Truth<long>(
            "select count(*) from billing.outbox_messages where name = 'billing.alarm-raised.v1' and payload ->> 'subject' = @subject", new { subject });
    }

    [Fact]
    public async Task An_alarm_is_taken_down_by_hand_and_stays_down_however_often_it_is_asked()
    {
        Stripe.Line = Line.Refusing;
        await Open();
        await Billing.Deliver();
        var alarm = (await Billing.Send(Actor.Staff, new GetBooks())).Value.Alarms.First(alarm => alarm.Kind == "payments-refused");

        (await Billing.Send(Actor.Staff, new ClearAlarm(alarm.Id))).IsFailure.ShouldBeFalse();
        (await Billing.Send(Actor.Staff, new ClearAlarm(alarm.Id))).IsFailure.ShouldBeFalse();

        (await Billing.Send(Actor.Staff, new GetBooks())).Value.Alarms.ShouldNotContain(standing => standing.Id == alarm.Id);
        (await Billing.Send(Actor.Staff, new ClearAlarm(Guid.NewGuid()))).Error.Code.ShouldBe("billing.alarm-not-found");
    }
}
