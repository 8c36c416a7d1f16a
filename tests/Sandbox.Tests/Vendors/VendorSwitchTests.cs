using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Tests.Twilio;

namespace LeadMarket.Sandbox.Tests.Vendors;

public sealed class VendorSwitchTests(SandboxDatabaseFixture database) : IClassFixture<SandboxDatabaseFixture>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        foreach (var vendor in new[] { "stripe", "twilio", "resend", "meta" }) await Switch(sandbox, vendor, "normal");
    }

    [Theory]
    [InlineData("stripe", "/v1/customers", "{\"error\":{\"message\":\"An unknown error occurred\",\"type\":\"api_error\"}}")]
    [InlineData("twilio", "/v2/Services/VA00000000000000000000000000000000/Verifications", "\"code\":20500")]
    [InlineData("resend", "/emails", "\"statusCode\":500,\"name\":\"application_error\"")]
    [InlineData("meta", "/v26.0/1000000000000001/events?access_token=EAA1", "\"is_transient\":true,\"fbtrace_id\":")]
    public async Task A_failing_vendor_answers_500_in_its_own_words_and_the_others_work(string vendor, string path, string words)
    {
        await using var sandbox = await RunningSandbox.Start(database);
        await Switch(sandbox, vendor, "failing");
        var answer = await sandbox.Http.PostAsync(path, new FormUrlEncodedContent([]));
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(words);

        await Switch(sandbox, vendor, "normal");
        (await sandbox.Http.PostAsync(path, new FormUrlEncodedContent([]))).StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task A_slow_vendor_does_the_work_even_for_a_caller_who_gave_up()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        sandbox.SignIn();
        await Switch(sandbox, "twilio", "slow");
        var phone = TwilioClient.NewPhone();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["To"] = phone, ["Channel"] = "sms" });
        await Should.ThrowAsync<OperationCanceledException>(() => sandbox.Http.PostAsync($"{TwilioClient.Service}/Verifications", form, patience.Token));
        (await sandbox.TextsTo(phone)).ShouldBeEmpty();
        await Reading.Eventually(async () => (await sandbox.TextsTo(phone)).Count == 1, "the text is sent all the same");
    }

    [Fact]
    public async Task A_silent_vendor_never_answers_holds_up_no_other_and_no_shutdown()
    {
        var sandbox = await RunningSandbox.Start(database);
        await Switch(sandbox, "meta", "silent");
        var waiting = sandbox.Http.GetAsync("/en_US/fbevents.js");
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<OperationCanceledException>(() => sandbox.Http.GetAsync("/tr?id=1&ev=Lead", patience.Token));
        (await sandbox.Http.GetAsync("/v1/events")).StatusCode.ShouldBe(HttpStatusCode.OK);
        waiting.IsCompleted.ShouldBeFalse();

        var ending = Stopwatch.StartNew();
        await sandbox.Stop();
        ending.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        await Should.ThrowAsync<HttpRequestException>(() => waiting);
        await sandbox.DisposeAsync();
    }

    [Fact]
    public async Task A_switch_survives_a_restart_and_shows_on_the_page()
    {
        await using (var before = await RunningSandbox.Start(database))
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["vendor"] = "resend", ["mode"] = "failing" });
            (await before.Http.PostAsync("/sandbox/vendors", form)).Headers.Location!.OriginalString.ShouldBe("/#vendors");
        }

        await using var after = await RunningSandbox.Start(database);
        (await after.Get("/sandbox/vendors.json")).AsArray().Select(known => $"{known!.Text("vendor")} {known!.Text("mode")}")
            .ShouldBe(["stripe normal", "twilio normal", "resend failing", "meta normal"]);
        (await after.Http.GetStringAsync("/")).ShouldContain("Answers 500");
        (await after.Http.GetAsync("/mailbox.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{\"vendor\":\"twilio\",\"mode\":\"3\"}")]
    [InlineData("{\"vendor\":\"Twilio\",\"mode\":\"slow\"}")]
    [InlineData("{\"vendor\":\"aws\",\"mode\":\"slow\"}")]
    [InlineData("{\"vendor\":7}")]
    [InlineData("[]")]
    public async Task An_unknown_switch_is_refused(string json)
    {
        await using var sandbox = await RunningSandbox.Start(database);
        (await sandbox.Http.PostAsync("/sandbox/vendors", new StringContent(json))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task Switch(RunningSandbox sandbox, string vendor, string mode)
    {
        var answer = await sandbox.Http.PostAsJsonAsync("/sandbox/vendors", new { vendor, mode });
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Text("mode").ShouldBe(mode);
    }
}
