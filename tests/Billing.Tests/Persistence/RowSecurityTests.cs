using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using Npgsql;

namespace LeadMarket.Billing.Tests.Persistence;

/// <summary>What PostgreSQL itself shows each actor, when a query has no WHERE at all.</summary>
public sealed class RowSecurityTests(BillingDatabase billing) : BillingTest(billing)
{
    private static readonly string[] Business = ["accounts", "checkouts", "payments", "refunds"];

    public static TheoryData<string, Actor?> Strangers => new()
    {
        { "nobody", null },
        { "a visitor", Actor.Anonymous },
        { "a homeowner", Actor.Homeowner(Guid.NewGuid()) },
        { "another contractor", Actor.Contractor(ContractorId.From(Guid.NewGuid())) },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_sees_no_row_of_any_table(string who, Actor? stranger)
    {
        await PaidAndRefunded();

        foreach (var table in Business) (await CountOwned(stranger, table)).ShouldBe(0, $"{who} in {table}");
        (await Count(stranger, "stripe_events")).ShouldBe(0, who);
    }

    [Fact]
    public async Task A_contractor_sees_their_own_rows_and_no_webhooks()
    {
        await PaidAndRefunded();

        foreach (var table in Business) (await CountOwned(Buyer, table)).ShouldBe(1, table);
        (await Count(Buyer, "stripe_events")).ShouldBe(0);
    }

    [Fact]
    public async Task Staff_see_the_money_but_not_the_webhooks()
    {
        await PaidAndRefunded();

        foreach (var table in Business) (await CountOwned(Actor.Staff, table)).ShouldBeGreaterThan(0, table);
        (await Count(Actor.Staff, "stripe_events")).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_changes_or_removes_a_payment()
    {
        await PaidAndRefunded();
        foreach (var actor in new[] { Actor.System, Actor.Staff, Buyer })
        {
            (await Billing.As(actor, db => db.ExecuteAsync("update billing.payments set amount_cents = 1"))).ShouldBe(0);
            (await Billing.As(actor, db => db.ExecuteAsync("delete from billing.payments"))).ShouldBe(0);
        }
    }

    [Fact]
    public async Task A_contractor_cannot_write_a_payment_of_their_own() =>
        (await Should.ThrowAsync<PostgresException>(() => Billing.As(Buyer, db => db.ExecuteAsync(
            "insert into billing.payments values ('pi_forged', @id, @contractor, 3334, 'CAD', true, @at)",
            new { id = Purchase.Value, contractor = Contractor.Value, at = Billing.Clock.Now })))).SqlState.ShouldBe("42501");

    private async Task PaidAndRefunded()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        Stripe.Pay(session);
        await Hear("checkout.session.completed", session.Id);
        await Billing.Send(Actor.System, new RefundPurchase(Purchase, "late"));
    }

    // Rows of nobody (a purchase closed before it was opened) tell nothing and are left out.
    private Task<long> CountOwned(Actor? actor, string table) => Count(actor, $"{table} where contractor_id is not null");

    private Task<long> Count(Actor? actor, string from) => Billing.As(actor, db => db.ExecuteScalarAsync<long>($"select count(*) from billing.{from}"));
}
