using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Erasure;
using LeadMarket.Leads.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Leads.Infrastructure.Persistence;

internal sealed class ErasureRepository(LeadsDbContext context) : IErasures
{
    public Task Destroy(LeadId lead, CancellationToken cancel) => context.Database.ExecuteSqlAsync(
        $"""
        delete from leads.consent_origins where consent_id in (select id from leads.consents where lead_id = {lead.Value});
        delete from leads.contacts where lead_id = {lead.Value};
        delete from leads.attributions where lead_id = {lead.Value};
        delete from leads.identities where lead_id = {lead.Value};
        delete from leads.phone_codes where lead_id = {lead.Value};
        delete from leads.conversions where lead_id = {lead.Value};
        update leads.problems set text = null where lead_id = {lead.Value} and text is not null;
        """,
        cancel);

    public void KeepAnswers(Lead lead, IReadOnlyDictionary<string, IReadOnlyList<string>> answers) =>
        context.Entry(lead).Property(kept => kept.Answers).CurrentValue = answers;

    public Task LookFor(LeadId lead, SoughtPerson person, DateTimeOffset at, CancellationToken cancel) => context.Database.ExecuteSqlAsync(
        $"""
        insert into leads.erasures (lead_id, email_hash, phone_hash, asked_at)
        values ({lead.Value}, {person.EmailHash}, {person.PhoneHash}, {at})
        on conflict do nothing
        """,
        cancel);

    public async Task<SoughtPerson?> FindSearch(LeadId lead, CancellationToken cancel)
    {
        var searches = await context.Database
            .SqlQuery<Search>($"select email_hash as email, phone_hash as phone from leads.erasures where lead_id = {lead.Value}")
            .ToListAsync(cancel);
        return searches.SingleOrDefault() is { } search ? new SoughtPerson(search.Email, search.Phone) : null;
    }

    // A double points at the person's first request, so their requests are a star: the first, and all that point at it. Two of
    // them may have no more in common than the first has with each, so each is looked at. In the order of their ids, so that two
    // erasures that meet here cannot wait for each other. All contacts are read, since they are compared as they are everywhere
    // else and not in SQL: erasures are rare.
    public async Task<IReadOnlyList<Lead>> LockOthersOf(LeadId lead, SoughtPerson person, CancellationToken cancel)
    {
        var others = await context.Database.SqlQuery<Other>(
            $"""
            select twin.id, contact.email, contact.phone, twin.listed_at is not null as "WasListed", coalesce(twin.duplicate_of in (
                {lead.Value}, (select own.duplicate_of from leads.leads own where own.id = {lead.Value})), false) as "IsDouble"
            from leads.leads twin join leads.contacts contact on contact.lead_id = twin.id
            where twin.id <> {lead.Value}
            """).ToListAsync(cancel);
        var theirs = others
            .Where(other => other.WasListed ? person.IsWho(other.Email, other.Phone)
                : person.HasAddress(other.Email) || (other.IsDouble && person.Has(other.Email, other.Phone)))
            .Select(other => other.Id).ToArray();
        return await context.Leads
            .FromSql($"select * from leads.leads where id = any({theirs}) order by id for no key update").ToListAsync(cancel);
    }

    public async Task DeleteDrafts(SoughtPerson person, CancellationToken cancel)
    {
        // Compared here and not in SQL, so that a number is read as it is everywhere else. Drafts that hold an address are few: the last
        // step asks for it, submission blanks it, and old ones are cleared away.
        var drafts = await context.Database.SqlQuery<Holder>(
            $"""
            select id, form ->> 'email' as email, form ->> 'phone' as phone from leads.drafts
            where form ->> 'email' is not null or form ->> 'phone' is not null
            """).ToListAsync(cancel);
        var theirs = drafts.Where(draft => person.Has(draft.Email, draft.Phone)).Select(draft => draft.Id).ToArray();
        if (theirs.Length > 0) await context.Database.ExecuteSqlAsync($"delete from leads.drafts where id = any({theirs})", cancel);
    }

    public Task DeleteDraftOf(LeadId lead, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"delete from leads.drafts where lead_id = {lead.Value}", cancel);

    // By what they hold and not by their names, so that an event invented later is found as well. An event about a double names
    // the owner of the first.
    public Task DeleteEventsNaming(LeadId lead, CancellationToken cancel) => context.Database.ExecuteSqlAsync(
        $"""
        delete from leads.outbox_messages
        where coalesce(payload ->> 'first', payload ->> 'lead') = {lead.ToString()}
            and jsonb_exists_any(payload, array['name', 'email', 'phone', 'accessKey', 'answers'])
        """,
        cancel);

    public Task EndSearch(LeadId lead, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"delete from leads.erasures where lead_id = {lead.Value}", cancel);

    private sealed record Search(string Email, string Phone);

    private sealed record Other(Guid Id, string Email, string Phone, bool WasListed, bool IsDouble);

    private sealed record Holder(Guid Id, string? Email, string? Phone);
}
