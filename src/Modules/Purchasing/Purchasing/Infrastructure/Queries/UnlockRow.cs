using System.Text.Json;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>An unlock with the contact it bought, as SQL yields them.</summary>
internal sealed record UnlockRow(
    Guid UnlockId, Guid ListingId, string State, string? Charge, string? CheckoutUrl, DateTimeOffset HeldUntil,
    string? Name, string? Email, string? Phone, string? Address, string? PostalCode, string? ContactLocale, string? CallHours,
    DateTimeOffset? WithdrawnAt, string? CardRefusal, DateTimeOffset? PaidAt, bool Exclusive)
{
    /// <summary>What every unlock query selects. The contact only while it is paid for, whatever its table holds.</summary>
    public const string Columns = """
        u.id as "UnlockId", u.listing_id as "ListingId", u.state as "State", u.charge::text as "Charge",
        u.checkout_url as "CheckoutUrl", u.held_until as "HeldUntil",
        c.name as "Name", c.email as "Email", c.phone as "Phone", c.address as "Address", c.postal_code as "PostalCode",
        c.locale as "ContactLocale", to_jsonb(c.call_hours)::text as "CallHours", c.withdrawn_at as "WithdrawnAt",
        u.card_refusal as "CardRefusal", u.paid_at as "PaidAt",
        (exists (select from purchasing.listings sold where sold.id = u.listing_id and sold.mode = 'exclusive')
            or exists (select from purchasing.unlocks e
                where e.upgrades = coalesce(u.upgrades, u.id) and e.paid_at is not null and e.state <> 'refunded')) as "Exclusive"
        """;

    public const string Tables = "purchasing.unlocks u left join purchasing.contacts c on c.unlock_id = u.id and u.state = 'paid'";

    public UnlockView ToView() => new(
        new UnlockId(UnlockId), new ListingId(ListingId), State,
        Charge is null ? null : JsonSerializer.Deserialize<Charge>(Charge, EventJson.Options),
        CheckoutUrl is null ? null : new Uri(CheckoutUrl),
        HeldUntil,
        Name is null ? null : new UnlockedContact(
            Name, Email!, Phone!, Address, PostalCode!, ContactLocale!, JsonSerializer.Deserialize<string[]>(CallHours!)!),
        WithdrawnAt, CardRefusal, PaidAt, Exclusive);
}
