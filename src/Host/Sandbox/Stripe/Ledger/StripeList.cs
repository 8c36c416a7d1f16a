using System.Text.Json.Nodes;
using Dapper;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe.Ledger;

/// <summary>Stripe's lists: newest first, <c>limit</c>, <c>starting_after</c>, <c>ending_before</c>, <c>created[…]</c>, <c>has_more</c>.</summary>
internal sealed class StripeList(StripeCall call, string kind)
{
    private readonly List<string> _conditions = ["o.kind = @kind"];
    private readonly DynamicParameters _parameters = new(new { kind });

    /// <summary>Keeps the objects whose body has this value, when the parameter was sent.</summary>
    public StripeList Matching(string param)
    {
        if (call.Form.Text(param) is { } value) Where($"o.body ->> '{param}' = @{param}", param, value);
        return this;
    }

    public StripeList Where(string condition, string parameter, object value)
    {
        _conditions.Add(condition);
        _parameters.Add(parameter, value);
        return this;
    }

    public async Task<StripeAnswer> Answer()
    {
        var limit = call.Form.Integer("limit") ?? 10;
        if (limit is < 1 or > 100)
            throw StripeRefusal.Invalid("parameter_invalid_integer", "This value must be between 1 and 100.", "limit");
        var backwards = await Cursors();
        Created();
        var expansion = Expansion.Read(call.Form);
        call.Form.RefuseUnknown();

        _parameters.Add("most", limit + 1);
        var rows = (await call.Ledger.Query($"""
            select o.id, o.kind, o.body::text as body, o.details::text as details from sandbox.stripe_objects o
            where {string.Join(" and ", _conditions)} order by o.seq {(backwards ? "asc" : "desc")} limit @most
            """, _parameters)).ToList();
        var hasMore = rows.Count > limit;
        if (hasMore) rows.RemoveAt(rows.Count - 1);
        if (backwards) rows.Reverse();

        var data = new JsonArray();
        foreach (var row in rows) data.Add(await expansion.Apply(row, call, inList: true));
        return StripeAnswer.Ok(new JsonObject { ["object"] = "list", ["url"] = call.Path, ["has_more"] = hasMore, ["data"] = data });
    }

    private async Task<bool> Cursors()
    {
        var (after, before) = (call.Form.Text("starting_after"), call.Form.Text("ending_before"));
        if (after is not null && before is not null)
            throw StripeRefusal.Invalid(code: null, "You cannot parameterize a list with both starting_after and ending_before.", "starting_after");
        foreach (var (cursor, name, comparison) in new[] { (after, "starting_after", "<"), (before, "ending_before", ">") })
        {
            if (cursor is null) continue;
            await call.Ledger.Get(kind, cursor, name);
            Where($"o.seq {comparison} (select seq from sandbox.stripe_objects where id = @{name})", name, cursor);
        }

        return before is not null;
    }

    private void Created()
    {
        if (!call.Form.Has("created")) return;
        var created = call.Form.Group("created");
        foreach (var (name, comparison) in new[] { ("gt", ">"), ("gte", ">="), ("lt", "<"), ("lte", "<=") })
        {
            if (created.Integer(name) is { } bound) Where($"o.created {comparison} @created_{name}", $"created_{name}", bound);
        }
    }
}
