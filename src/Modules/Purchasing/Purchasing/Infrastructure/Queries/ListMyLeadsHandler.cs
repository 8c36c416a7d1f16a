using System.Globalization;
using System.Text;
using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Application;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class ListMyLeadsHandler(ReadSide<PurchasingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<ListMyLeads, MyLeadsPage>
{
    private const int PageSize = 20;

    // People search without accents: « helene » finds Hélène.
    private static string Plain(string column) => $@"regexp_replace(normalize(lower({column}), NFD), '[\u0300-\u036f]', '', 'g')";

    private static readonly string Matching = $"""
        and (@service::text is null or l.service = @service)
        and (not @reminders or w.reminder_at is not null)
        and (not @returns or r.id is not null)
        and (@search::text is null or {Plain("c.name")} like @search or {Plain("l.area")} like @search or lower(l.postal_prefix) like @search
            or lower(c.email) like @search or c.phone like @digits::text)
        """;

    private const string OfProgress = "and (@progress::text is null or coalesce(w.progress, 'new') = @progress)";

    public async Task<Result<MyLeadsPage>> Handle(ListMyLeads request, CancellationToken cancellationToken)
    {
        var filter = request.Filter ?? new MyLeadsFilter();
        // What PostgreSQL cannot even hold as text matches nothing.
        if (!FreeText.IsPlain(filter.Search ?? "") || !FreeText.IsPlain(filter.Service ?? "")) return Nothing;

        var after = PageEnd.Read(request.Cursor);
        var parameters = new
        {
            contractor = request.Contractor.Value,
            progress = filter.Progress?.Spelled(),
            service = filter.Service,
            search = Pattern(filter.Search),
            digits = Digits(filter.Search),
            reminders = filter.Reminders,
            returns = filter.Returns,
            beforeOrder = after?.Order,
            beforeId = after?.Id,
            most = PageSize + 1,
        };
        return await read.Query<MyLeadsPage>(async db =>
        {
            // Uses unlocks_bought.
            var rows = await MyLeadRows.Read(db, $"""
                {Matching} {OfProgress}
                and (@beforeOrder::bigint is null or ({Order}, u.id) < (@beforeOrder, @beforeId))
                order by u.paid_at desc, u.id desc
                limit @most
                """, parameters, market, clock.GetUtcNow());
            var counted = await db.QueryAsync<(string Progress, int Leads)>(
                $"select coalesce(w.progress, 'new'), count(*)::int {MyLeadRows.From} {Matching} group by 1", parameters);
            var found = counted.ToDictionary(row => Spelling.Read<LeadProgress>(row.Progress), row => row.Leads);
            var byProgress = Enum.GetValues<LeadProgress>().ToDictionary(progress => progress, progress => found.GetValueOrDefault(progress));

            var page = rows.Take(PageSize).ToList();
            return new MyLeadsPage(
                page, rows.Count > PageSize ? MyLeadRows.EndOf(page[^1]).ToString() : null, filter.Progress is { } one ? byProgress[one] : byProgress.Values.Sum(), byProgress);
        }, cancellationToken);
    }

    private const string Order = "(extract(epoch from u.paid_at) * 1000000)::bigint";

    private static MyLeadsPage Nothing => new([], null, 0, Enum.GetValues<LeadProgress>().ToDictionary(progress => progress, _ => 0));

    private static string? Pattern(string? search)
    {
        if (FreeText.OrNothing(search) is not { } text) return null;
        var letters = text[..Math.Min(text.Length, MyLeadsFilter.LongestSearch)].ToLowerInvariant().Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark);
        return $"%{string.Concat(letters).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";
    }

    // As typed, with or without punctuation; two digits are in every number.
    private static string? Digits(string? search)
    {
        var digits = string.Concat((search ?? "").Where(char.IsAsciiDigit));
        return digits.Length >= 3 && (search ?? "").All(letter => char.IsAsciiDigit(letter) || " +()-.".Contains(letter)) ? $"%{digits}%" : null;
    }
}
