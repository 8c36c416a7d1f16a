using System.Net;
using AngleSharp.Html.Parser;
using Dapper;
using Npgsql;

namespace LeadMarket.Sandbox.Tests;

public sealed class CheckoutTests(SandboxDatabaseFixture database) : IClassFixture<SandboxDatabaseFixture>
{
    [Fact]
    public async Task A_good_card_pays_the_session_and_sends_the_buyer_back()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var id = await sandbox.OpenSession("&metadata[unlock]=u1&payment_intent_data[metadata][unlock]=u2");
        var answer = await sandbox.Pay(id);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldBe($"http://localhost:5080/done?s={id}");

        var session = await sandbox.Get($"/v1/checkout/sessions/{id}?expand[0]=line_items&expand[1]=payment_intent.latest_charge");
        session.Text("status").ShouldBe("complete");
        session.Text("payment_status").ShouldBe("paid");
        session["url"].ShouldBeNull();
        session["line_items"]!["data"]!.AsArray().Count.ShouldBe(3);
        var intent = session["payment_intent"]!;
        intent["amount_received"]!.GetValue<long>().ShouldBe(3334);
        intent["metadata"]!.ToJsonString().ShouldBe("""{"unlock":"u2"}""");
        intent["latest_charge"]!.Text("status").ShouldBe("succeeded");
        (await sandbox.Get("/sandbox/payments.json")).AsArray().ShouldContain(payment => payment!.Text("id") == intent.Text("id"));
        (await sandbox.Pay(id)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_declined_card_says_so_and_leaves_the_session_open()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var id = await sandbox.OpenSession("&locale=fr");
        var answer = await sandbox.Pay(id, "4000 0000 0000 0002");
        answer.StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        page.QuerySelector("[role=alert]")!.TextContent.ShouldBe("Votre carte a été refusée.");
        page.DocumentElement.GetAttribute("lang").ShouldBe("fr");
        page.QuerySelector("script, [style]").ShouldBeNull();
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await sandbox.Get($"/v1/checkout/sessions/{id}")).Text("status").ShouldBe("open");
        (await sandbox.Pay(id)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("4242 4242 4242 4241", "Your card number is invalid.")]
    [InlineData("5555 5555 5555 4444", "Your card was declined. This is a test payment and that is not a test card.")]
    [InlineData("", "Your card number is invalid.")]
    public async Task Any_other_card_is_an_error(string number, string message)
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var answer = await sandbox.Pay(await sandbox.OpenSession(), number);
        ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        page.QuerySelector("[role=alert]")!.TextContent.ShouldBe(message);
    }

    [Fact]
    public async Task Thirty_payments_at_once_take_the_money_once()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var id = await sandbox.OpenSession("&payment_intent_data[metadata][race]=pay");
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => sandbox.Pay(id)));
        answers.Count(answer => answer.StatusCode is HttpStatusCode.SeeOther).ShouldBe(1);
        (await sandbox.Get("/sandbox/payments.json")).AsArray().Count(payment => payment!.Text("session") == id).ShouldBe(1);
    }

    [Fact]
    public async Task A_session_lives_from_thirty_minutes_to_a_day()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var now = await sandbox.Now();
        foreach (var (span, status) in new[] { (TimeSpan.FromMinutes(29), 400), (TimeSpan.FromMinutes(31), 200), (TimeSpan.FromHours(25), 400) })
            (await sandbox.Post("/v1/checkout/sessions", RunningSandbox.SessionForm + RunningSandbox.ExpiresIn(now, span))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Only_an_open_session_can_be_expired()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var paid = await sandbox.OpenSession();
        await sandbox.Pay(paid);
        (await sandbox.Post($"/v1/checkout/sessions/{paid}/expire", "")).Status.ShouldBe(400);

        var open = await sandbox.OpenSession();
        (await sandbox.Post($"/v1/checkout/sessions/{open}/expire", "")).Body.Text("status").ShouldBe("expired");
        (await sandbox.Post($"/v1/checkout/sessions/{open}/expire", "")).Status.ShouldBe(400);
        (await sandbox.Pay(open)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await sandbox.Post("/v1/checkout/sessions/cs_test_none/expire", "")).Body.Code().ShouldBe("resource_missing");
    }

    [Fact]
    public async Task Moving_the_clock_expires_a_session_and_says_so()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var id = await sandbox.OpenSession(RunningSandbox.ExpiresIn(await sandbox.Now(), TimeSpan.FromMinutes(31)));
        await sandbox.Order("/clock", new { advanceSeconds = 32 * 60 });
        await Reading.Eventually(async () => (await sandbox.Get($"/v1/checkout/sessions/{id}")).Text("status") == "expired", "the session expires");
        (await sandbox.Get("/v1/events?types[]=checkout.session.expired&limit=100"))["data"]!.AsArray()
            .ShouldContain(happened => happened!["data"]!["object"]!.Text("id") == id);
        (await sandbox.Order("/clock", new { reset = true }))["offsetSeconds"]!.GetValue<double>().ShouldBe(0);
    }

    [Fact]
    public async Task Another_process_can_move_the_clock()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        await using var other = new NpgsqlConnection(database.AdminConnectionString);
        var before = await sandbox.Now();
        await other.ExecuteAsync("update sandbox.clock set offset_ms = offset_ms + 7200000");
        await Reading.Eventually(async () => await sandbox.Now() - before > TimeSpan.FromHours(1.9), "the clock is read again");
        await other.ExecuteAsync("update sandbox.clock set offset_ms = offset_ms - 7200000");
    }

    [Fact]
    public async Task What_the_sandbox_stored_survives_a_restart()
    {
        string id;
        await using (var before = await RunningSandbox.Start(database)) id = await before.OpenSession();
        await using var after = await RunningSandbox.Start(database);
        (await after.Get($"/v1/checkout/sessions/{id}")).Text("status").ShouldBe("open");
        (await after.Pay(id)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }
}
