using System.Text.Json.Nodes;
using Dapper;
using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Stripe.Wire;
using Npgsql;

namespace LeadMarket.Sandbox.Stripe.Ledger;

/// <summary>Stripe's books as one transaction sees them: a request's objects, events and deliveries are stored together or not at all.</summary>
internal sealed class StripeLedger(NpgsqlTransaction transaction, DateTimeOffset now, string? requestId, string? idempotencyKey, long? asOf = null)
{
    /// <summary>Sandbox time, the same for everything one request writes. Unix seconds.</summary>
    public long Now { get; } = asOf ?? now.ToUnixTimeSeconds();

    /// <summary>The same books at an earlier moment, for what fell due while the clock jumped. Events are still told as of now:
    /// one dated in the past would slip under the mark of a reader who has caught up.</summary>
    public StripeLedger At(long moment) => new(transaction, now, requestId, idempotencyKey, moment);

    /// <summary>Waits for a name that must be given once only, and holds it until the transaction ends.</summary>
    public Task Hold(string name) =>
        Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('stripe name:' || @name, 0))", new { name }, transaction);

    private NpgsqlConnection Connection => transaction.Connection!;

    public Task<StripeObject?> Find(string kind, string id) => Read(kind, id, "");

    /// <summary>Reads and holds the row until the transaction ends: whoever changes an object reads it this way first.</summary>
    public Task<StripeObject?> Lock(string kind, string id) => Read(kind, id, "for update");

    public async Task<StripeObject> Get(string kind, string id, string param = "id") =>
        await Find(kind, id) ?? throw StripeRefusal.NoSuch(kind, id, param);

    public async Task<StripeObject> GetLocked(string kind, string id, string param) =>
        await Lock(kind, id) ?? throw StripeRefusal.NoSuch(kind, id, param);

    /// <summary>Whether the id is taken, by whatever kind of object.</summary>
    public Task<bool> Exists(string id) => Connection.QuerySingleAsync<bool>(
        "select exists (select 1 from sandbox.stripe_objects where id = @id)", new { id }, transaction);

    private async Task<StripeObject?> Read(string kind, string id, string locking)
    {
        if (!RequestBody.IsStorable(id)) return null;
        var row = await Connection.QuerySingleOrDefaultAsync<ObjectRow>(
            $"select id, kind, body::text as body, details::text as details from sandbox.stripe_objects where id = @id and kind = @kind {locking}",
            new { id, kind }, transaction);
        return row?.ToObject();
    }

    public async Task<StripeObject> Add(string kind, JsonObject body, JsonObject? details = null)
    {
        var added = new StripeObject(body["id"]!.GetValue<string>(), kind, body, details ?? []);
        await Connection.ExecuteAsync("""
            insert into sandbox.stripe_objects (id, kind, created, body, details)
            values (@Id, @kind, @created, @body::json, @details::json)
            """, new { added.Id, kind, created = body["created"]?.GetValue<long>() ?? Now, body = StripeJson.Write(body), details = StripeJson.Write(added.Details) }, transaction);
        return added;
    }

    public Task Save(StripeObject changed) => Connection.ExecuteAsync(
        "update sandbox.stripe_objects set body = @body::json, details = @details::json where id = @Id",
        new { changed.Id, body = StripeJson.Write(changed.Body), details = StripeJson.Write(changed.Details) }, transaction);

    /// <summary>Records what happened and queues its webhook, with the object as it stands now.</summary>
    /// <param name="previous">What an update changed, as it was before.</param>
    public async Task Emit(string type, StripeObject subject, JsonObject? previous = null)
    {
        var id = StripeIds.New("evt_");
        var data = new JsonObject { ["object"] = subject.Body.DeepClone() };
        if (previous is not null) data["previous_attributes"] = previous;
        await Add(Kinds.Event, new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = StripeVersion.Pinned,
            ["created"] = now.ToUnixTimeSeconds(),
            ["data"] = data,
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = requestId, ["idempotency_key"] = idempotencyKey },
            ["type"] = type,
        });
        // A lane is delivered in order; what concerns one payment shares one.
        var lane = subject.Text("payment_intent") ?? subject.Id;
        await Connection.ExecuteAsync("""
            insert into sandbox.deliveries (event_id, type, lane, state, created_ms, due_ms)
            select @id, @type, @lane, 'pending', @at, @at + case when mode.shuffle then floor(random() * 1500)::bigint else 0 end
            from sandbox.webhook_mode mode cross join lateral generate_series(1, mode.copies)
            """, new { id, type, lane, at = now.ToUnixTimeMilliseconds() }, transaction);
    }

    public async Task<IReadOnlyList<StripeObject>> Query(string sql, object parameters) =>
        [.. (await Connection.QueryAsync<ObjectRow>(sql, parameters, transaction)).Select(row => row.ToObject())];

    /// <summary>Reads figures rather than objects.</summary>
    public async Task<IReadOnlyList<T>> Read<T>(string sql) => [.. await Connection.QueryAsync<T>(sql, transaction: transaction)];

    private sealed record ObjectRow(string Id, string Kind, string Body, string Details)
    {
        public StripeObject ToObject() => new(Id, Kind, StripeJson.Read(Body), StripeJson.Read(Details));
    }
}
