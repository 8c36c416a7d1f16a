using Dapper;
using Npgsql;

namespace LeadMarket.Sandbox.Tests;

public sealed class IdempotencyTests(SandboxDatabaseFixture database) : IClassFixture<SandboxDatabaseFixture>
{
    [Fact]
    public async Task The_same_key_replays_the_first_answer()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var first = await sandbox.Post("/v1/customers", "email=a@example.com&name=A", "replay");
        var second = await sandbox.Post("/v1/customers", "name=A&email=a@example.com", "replay");
        second.Body.ToJsonString().ShouldBe(first.Body.ToJsonString());
        second.Answer.Headers.GetValues("Idempotent-Replayed").ShouldBe(["true"]);
        (await sandbox.Get("/v1/customers?email=a@example.com"))["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Other_parameters_under_a_used_key_are_an_idempotency_error()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        await sandbox.Post("/v1/customers", "name=A", "mismatch");
        var (status, body, _) = await sandbox.Post("/v1/customers", "name=B", "mismatch");
        status.ShouldBe(400);
        body["error"]!.Text("type").ShouldBe("idempotency_error");
    }

    [Fact]
    public async Task A_key_in_use_is_a_conflict_and_stays_usable()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        await using (var other = new NpgsqlConnection(database.AdminConnectionString))
        {
            await other.OpenAsync();
            await using var transaction = await other.BeginTransactionAsync();
            await other.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('stripe:busy', 0))", transaction: transaction);
            var (status, body, answer) = await sandbox.Post("/v1/customers", "name=A", "busy");
            status.ShouldBe(409);
            body["error"]!.Text("type").ShouldBe("idempotency_error");
            answer.Headers.GetValues("Stripe-Should-Retry").ShouldBe(["true"]);
        }

        (await sandbox.Post("/v1/customers", "name=A", "busy")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Twenty_requests_at_once_under_one_key_make_one_customer()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sandbox.Post("/v1/customers", "email=race@example.com", "race")));
        answers.ShouldAllBe(answer => answer.Status == 200 || answer.Status == 409);
        answers.ShouldContain(answer => answer.Status == 200);
        (await sandbox.Get("/v1/customers?email=race@example.com"))["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_request_does_not_use_up_its_key()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        (await sandbox.Post("/v1/customers", "nonsense=1", "again")).Body.Code().ShouldBe("parameter_unknown");
        (await sandbox.Post("/v1/customers", "name=A", "again")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_500_and_a_declined_card_are_replayed()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        await sandbox.Order("/sandbox/stripe/fault", new { path = "/v1/customers", kind = "status500", times = 1 });
        (await sandbox.Post("/v1/customers", "name=A", "broken")).Status.ShouldBe(500);
        (await sandbox.Post("/v1/customers", "name=A", "broken")).Status.ShouldBe(500);

        const string Declined = "amount=3334&currency=cad&payment_method=pm_card_chargeDeclined&confirm=true&off_session=true";
        var first = await sandbox.Post("/v1/payment_intents", Declined, "declined");
        var second = await sandbox.Post("/v1/payment_intents", Declined, "declined");
        first.Status.ShouldBe(402);
        second.Body.ToJsonString().ShouldBe(first.Body.ToJsonString());
    }

    [Fact]
    public async Task A_connection_dropped_after_the_work_leaves_the_answer_under_the_key()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        await sandbox.Order("/sandbox/stripe/fault", new { path = "/v1/checkout/*", kind = "reset-after" });
        await Should.ThrowAsync<HttpRequestException>(() => sandbox.Post("/v1/checkout/sessions", RunningSandbox.SessionForm + "&client_reference_id=cut", "cut"));
        var (status, body, _) = await sandbox.Post("/v1/checkout/sessions", RunningSandbox.SessionForm + "&client_reference_id=cut", "cut");
        status.ShouldBe(200);
        (await sandbox.Get("/v1/checkout/sessions?limit=100"))["data"]!.AsArray()
            .Where(session => session!["client_reference_id"]?.GetValue<string>() == "cut")
            .ShouldHaveSingleItem()!.Text("id").ShouldBe(body.Text("id"));
    }
}
