using System.Text.Json;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>A return with its latest verdict, as SQL yields them.</summary>
internal sealed record ReturnRow(
    Guid ReturnId, Guid ReturnOf, string Reason, string? ReturnNote, string ReturnState, bool ToCredit, DateTimeOffset RequestedAt, DateTimeOffset? ReturnDueAt,
    DateTimeOffset? AppealUntil, DateTimeOffset? AppealedAt, string? AppealText, string? StaffNote, string? Rule, string? Facts, string? DecidedBy, DateTimeOffset? VerdictAt)
{
    /// <summary>Begins with the id: a lead without a return has none.</summary>
    public const string Columns = """
        r.id as "ReturnId", r.unlock_id as "ReturnOf", r.reason as "Reason", r.note as "ReturnNote", r.state as "ReturnState", r.to_credit as "ToCredit",
        r.requested_at as "RequestedAt", r.due_at as "ReturnDueAt", r.appeal_until as "AppealUntil", r.appealed_at as "AppealedAt",
        r.appeal_text as "AppealText", r.staff_note as "StaffNote", v.rule as "Rule", v.facts::text as "Facts", v.by as "DecidedBy", v.decided_at as "VerdictAt"
        """;

    /// <summary>Of a return called <c>r</c>.</summary>
    public const string Verdict = "left join purchasing.return_verdicts v on v.return_id = r.id and v.number = r.verdicts";

    /// <summary>Of an unlock called <c>u</c>.</summary>
    public const string Joins = $"left join purchasing.returns r on r.unlock_id = u.id {Verdict}";

    public ReturnView ToView(DateTimeOffset now) => new(
        new ReturnId(ReturnId), new UnlockId(ReturnOf), Reason, ReturnNote, ReturnState, ToCredit, RequestedAt, ReturnDueAt,
        Rule is null ? null : new ReturnVerdict(
            Rule, JsonSerializer.Deserialize<Dictionary<string, string>>(Facts!)!, DecidedBy!, DecidedBy is KeptVerdict.ByStaff ? StaffNote : null, VerdictAt!.Value),
        AppealUntil > now ? AppealUntil : null, AppealedAt, AppealText);
}
