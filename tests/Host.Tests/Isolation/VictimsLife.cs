using System.Net;
using System.Text.Json.Nodes;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Isolation;

/// <summary>Gives a contractor one of everything that has an id.</summary>
internal sealed class VictimsLife(MarketProcesses market, Ledger ledger)
{
    private const string Note = "Rappeler après le déménagement de juillet";

    public async Task<Victim> Lives()
    {
        var seeded = await market.Sandbox.Seed(contractors: 1, leads: 2, service: "heat-pump");
        var victim = new Victim(market, seeded.Contractors[0]);
        var buyer = new Contractor(market.NewVisitor(), seeded.Contractors[0]);

        // A lead that is paid, with its invoice, its contact and a card that is kept, and one that is being paid.
        var bought = await buyer.Send(HttpMethod.Post, $"/api/v1/listings/{seeded.Leads[0].ListingId}/unlock", new JsonObject { ["keepCard"] = true });
        bought.Status.ShouldBe(HttpStatusCode.Created);
        await market.Sandbox.Pay(bought.Checkout);
        var contact = (await buyer.WaitFor(bought.UnlockId, "paid")).Body["contact"]!;
        victim.Secrets.AddRange([(string)contact["email"]!, (string)contact["phone"]!, Note]);
        victim.MayBeSeen("listing", seeded.Leads[0].ListingId);
        victim.MayBeSeen("lead", seeded.Leads[0].LeadId);
        victim.Owns("unlock", bought.UnlockId.ToString());
        victim.Owns("purchase", bought.UnlockId.ToString());
        var open = await buyer.Unlock(seeded.Leads[1].ListingId);
        victim.Owns("open", open.UnlockId.ToString());

        await Works(new SignedIn(market, seeded.Contractors[0]), bought.UnlockId);
        await Owns(victim, "document", "select id::text from billing.documents where contractor_id = @id::uuid");
        await Owns(victim, "card", "select id::text from billing.saved_cards where contractor_id = @id::uuid");
        await Owns(victim, "note", "select id::text from purchasing.lead_notes where contractor_id = @id::uuid");
        await Owns(victim, "return", "select id::text from purchasing.returns where contractor_id = @id::uuid and state <> 'requested'");
        foreach (var (name, value) in Commonplace) victim.MayBeSeen(name, value);
        await Rests(victim);
        return victim;
    }

    private static async Task Works(SignedIn victim, Guid unlock)
    {
        var lead = $"/fr/mes-projets/{unlock}";
        await Does(victim, $"{lead}?handler=Note", ("once", Guid.NewGuid().ToString()), ("text", Note));
        await Does(victim, $"{lead}?handler=Attempt", ("once", Guid.NewGuid().ToString()), ("way", "call"), ("outcome", "no-answer"));
        await Does(victim, $"{lead}/retour?handler=Ask", ("reason", "other"), ("note", "La personne a déjà choisi quelqu’un."), ("way", "credit"));
    }

    private static async Task Does(SignedIn victim, string address, params (string Name, string Value)[] fields) =>
        (await victim.Send("POST", address, fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal)))
            .Status.ShouldBe(HttpStatusCode.SeeOther, address);

    /// <summary>Waits for what follows by an event.</summary>
    private async Task Owns(Victim victim, string name, string sql)
    {
        string? found = null;
        await Eventually.Holds(
            async () => (found = await ledger.Value<string?>(sql, new { id = victim.Account.Id })) is not null, TimeSpan.FromSeconds(30), $"the victim has a {name}");
        victim.Owns(name, found!);
    }

    /// <summary>Until nothing is on its way any more that could touch what is theirs. In one statement: what leaves one of these
    /// tables in a transaction is in the next by then.</summary>
    private Task Rests(Victim victim) => Eventually.Holds(
        () => ledger.Value<bool>("""
            select not exists (select from sandbox.deliveries where state in ('pending', 'sending'))
                and not exists (select from billing.stripe_events where processed_at is null)
                and not exists (select from leads.outbox_messages where dead_at is null)
                and not exists (select from purchasing.outbox_messages where dead_at is null)
                and not exists (select from billing.outbox_messages where dead_at is null)
                and not exists (select from coupons.outbox_messages where dead_at is null)
                and not exists (select from notifications.outbox_messages where dead_at is null)
                and not exists (
                    select from notifications.messages
                    where (contractor_id = @id::uuid or recipient = @email) and state in ('queued', 'submitting'))
            """, new { id = victim.Account.Id, email = victim.Account.Email }),
        TimeSpan.FromSeconds(30), "nothing of the victim's is on its way");

    // Parts of addresses and forms that name no thing of anybody's.
    private static readonly (string Name, string Value)[] Commonplace =
    [
        ("plan", "pro"), ("year", "2026"), ("month", "11"), ("step", "2"), ("draft", "01900000-0000-7000-8000-000000000000"), ("key", "AAAAAAAAAAAAAAAAAAAAAA"),
        ("postalCode", "H2X 1Y4"), ("rest", "nothing"), ("path", "nothing"), ("documentName", "v1"), ("status", "404"), ("reason", "other"), ("text", "Bonjour"),
        ("way", "call"), ("outcome", "no-answer"), ("progress", "won"), ("once", "01900000-0000-7000-8000-000000000001"),
    ];
}
