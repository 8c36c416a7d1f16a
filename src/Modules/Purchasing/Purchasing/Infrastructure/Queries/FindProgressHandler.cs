using System.Text.Json;
using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class FindProgressHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<FindProgress, UnlockProgress>
{
    private sealed record Row(
        string State, bool Withdrawn, bool LeadGone, Guid Contractor, string Company, string ContactName, string Email, string Locale, string Service, string Area,
        bool IsUpgrade, bool Exclusive, long PaidCents, string? Coupon, bool UseCredits, bool PaySavedCard, bool KeepCard, long? AgreedCents, Guid? AgreedCard, long? AgreedTotalCents,
        string? Charge, string ReturnPaid, string ReturnLeft)
    {
        public LeadOffer? Offer => IsUpgrade || Exclusive ? new LeadOffer(Service, Exclusive: true, PaidCents) : null;

        public UnlockOrder Order => new(
            new ReturnAddresses(new Uri(ReturnPaid), new Uri(ReturnLeft)), Coupon, UseCredits,
            new PaymentChoice(PaySavedCard, KeepCard, AgreedCents, AgreedCard, AgreedTotalCents));
    }

    public async Task<Result<UnlockProgress>> Handle(FindProgress request, CancellationToken cancellationToken)
    {
        var row = await read.Query(db => db.QueryFirstOrDefaultAsync<Row>("""
            select u.state as "State", l.withdrawn_at is not null as "Withdrawn", 
                coalesce(lead.state <> 'paid' or copy.withdrawn_at is not null, false) as "LeadGone",
                u.contractor_id as "Contractor", k.company as "Company", k.contact_name as "ContactName", k.email as "Email", k.locale as "Locale",
                l.service as "Service", l.area as "Area", u.kind = 'upgrade' as "IsUpgrade", l.mode = 'exclusive' as "Exclusive",
                coalesce((lead.charge -> 'subtotal' ->> 'cents')::bigint, 0) as "PaidCents", u.coupon as "Coupon", u.use_credits as "UseCredits",
                u.pay_saved_card as "PaySavedCard", u.keep_card as "KeepCard", u.agreed_cents as "AgreedCents", u.agreed_card as "AgreedCard",
                u.agreed_total_cents as "AgreedTotalCents", u.charge::text as "Charge",
                u.return_paid as "ReturnPaid", u.return_left as "ReturnLeft"
            from purchasing.unlocks u
            join purchasing.contractors k on k.id = u.contractor_id
            join purchasing.listings l on l.id = u.listing_id
            left join purchasing.unlocks lead on lead.id = u.upgrades
            left join purchasing.contacts copy on copy.unlock_id = lead.id
            where u.id = @unlock
            """, new { unlock = request.Unlock.Value }), cancellationToken);
        if (row is null) return UnlockErrors.NotFound;
        return new UnlockProgress(
            Spelling.Read<UnlockState>(row.State), row.Withdrawn, row.LeadGone, new ContractorId(row.Contractor), new BilledTo(row.Company, row.ContactName, row.Email),
            row.Locale, row.Service, row.Area, row.IsUpgrade, row.Offer, row.Order,
            row.Charge is null ? null : JsonSerializer.Deserialize<Charge>(row.Charge, EventJson.Options));
    }
}
