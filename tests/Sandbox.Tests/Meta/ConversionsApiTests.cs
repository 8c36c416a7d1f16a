using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Tests.Meta;

public sealed class ConversionsApiTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private const string HashedMail = "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f";

    [Fact]
    public async Task A_lead_told_by_server_and_browser_counts_once()
    {
        var sandbox = shared.Sandbox;
        var id = Guid.NewGuid().ToString("N");
        var (status, body) = await Send(sandbox, Lead(sandbox, id));
        (status, body["events_received"]!.GetValue<int>(), body["messages"]!.AsArray().Count).ShouldBe((200, 1, 0));
        body.Text("fbtrace_id").ShouldNotBeEmpty();
        var picture = await sandbox.Http.GetAsync($"/tr?id=1000000000000001&ev=Lead&eid={id}&dl=http%3A%2F%2Flocalhost%2Fmerci");
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/gif");
        Encoding.ASCII.GetString((await picture.Content.ReadAsByteArrayAsync())[..6]).ShouldBe("GIF89a");

        var taken = await Events(sandbox, id);
        taken.Select(taken => (taken.Text("source"), taken["counted"]!.GetValue<bool>())).ShouldBe([("browser", false), ("server", true)]);
        taken[1]["userData"]!["em"]![0]!.GetValue<string>().ShouldBe(HashedMail);
        (await sandbox.Http.GetStringAsync("/meta")).ShouldContain("Counted once");

        await sandbox.Order("/clock", new { advanceSeconds = 48 * 3600 + 1 });
        await sandbox.Http.GetAsync($"/tr?id=1000000000000001&ev=Lead&eid={id}");
        (await Events(sandbox, id))[0]["counted"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task One_old_event_refuses_the_whole_request()
    {
        var sandbox = shared.Sandbox;
        var (good, old) = (Guid.NewGuid().ToString("N"), Lead(sandbox, "old"));
        old["event_time"] = (await sandbox.Now() - TimeSpan.FromDays(7)).ToUnixTimeSeconds() - 5;
        var (status, body) = await Send(sandbox, Lead(sandbox, good), old);
        status.ShouldBe(400);
        var error = body["error"]!;
        (error["code"]!.GetValue<int>(), error["error_subcode"]!.GetValue<int>(), error.Text("type")).ShouldBe((100, 2804003, "OAuthException"));
        error.Text("error_user_title").ShouldBe("Event Timestamp Too Old");
        (await Events(sandbox, good)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("action_source", "")]
    [InlineData("action_source", "\"web\"")]
    [InlineData("event_source_url", "")]
    [InlineData("event_name", "7")]
    [InlineData("event_time", "\"now\"")]
    [InlineData("event_time", "99999999999")]
    [InlineData("event_time", "9223372036854775807")]
    [InlineData("event_id", "{}")]
    [InlineData("user_data", "")]
    [InlineData("user_data", "{\"client_user_agent\":null}")]
    [InlineData("user_data", "{\"em\":\"62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f\"}")]
    [InlineData("user_data", "{\"client_user_agent\":\"x\",\"em\":[\"zoe@example.com\"]}")]
    [InlineData("user_data", "{\"client_user_agent\":\"x\",\"ph\":\"15145550123\"}")]
    [InlineData("user_data", "{\"client_user_agent\":\"x\",\"zp\":7}")]
    [InlineData("user_data", "{\"client_user_agent\":\"x\",\"em\":\"62A14E44F765419D10FEA99367361A727C12365E2520F32218D505ED9AA0F62F\"}")]
    public async Task A_bad_event_is_refused(string field, string json)
    {
        var sandbox = shared.Sandbox;
        var lead = Lead(sandbox, "bad");
        lead.Remove(field);
        if (json.Length > 0) lead[field] = JsonNode.Parse(json);
        var (status, body) = await Send(sandbox, lead);
        (status, body["error"]!["code"]!.GetValue<int>(), body["error"]!.Text("message")).ShouldBe((400, 100, "Invalid parameter"));
    }

    [Theory]
    [InlineData("/v26.0/1000000000000001/events", "{\"data\":[]}", 190)]
    [InlineData("/v26.0/1000000000000001/events?access_token=nonsense", "{\"data\":[]}", 190)]
    [InlineData("/v26.0/1000000000000001/events?access_token=EAA1", "{\"data\":[]}", 100)]
    [InlineData("/v26.0/1000000000000001/events?access_token=EAA1", "not JSON", 100)]
    [InlineData("/v26.0/pixel/events?access_token=EAA1", "{\"data\":[{}]}", 100)]
    [InlineData("/v26.0/elsewhere?access_token=EAA1", "{}", 100)]
    public async Task A_bad_request_is_refused(string path, string json, int code)
    {
        using var stranger = new HttpClient { BaseAddress = shared.Sandbox.Http.BaseAddress };
        var answer = await stranger.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
        ((int)answer.StatusCode).ShouldBe(400);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!["code"]!.GetValue<int>().ShouldBe(code);
    }

    [Fact]
    public async Task A_thousand_events_are_taken_and_one_more_refuses_all()
    {
        var sandbox = shared.Sandbox;
        (await Send(sandbox, Many(1001))).Status.ShouldBe(400);
        (await Send(sandbox, Many(1000))).Body["events_received"]!.GetValue<int>().ShouldBe(1000);

        JsonObject[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => Lead(sandbox, $"many-{i}"))];
    }

    [Fact]
    public async Task What_must_not_be_hashed_is_taken_with_a_warning()
    {
        var sandbox = shared.Sandbox;
        var lead = Lead(sandbox, Guid.NewGuid().ToString("N"));
        lead["user_data"]!["client_ip_address"] = HashedMail;
        lead["user_data"]!["fbc"] = "AbC";
        lead["user_data"]!["fbp"] = "fb.1.1790000000000.1234567890";
        var (status, body) = await Send(sandbox, lead);
        status.ShouldBe(200);
        body["messages"]!.AsArray().Select(message => message!.GetValue<string>()).ShouldBe(
            ["data[0]: user_data.client_ip_address must not be hashed.", "data[0]: user_data.fbc is not of the form fb.1.{ms}.{fbclid}."]);
    }

    [Fact]
    public async Task The_script_is_served_as_a_script_and_a_picture_without_an_event_stores_none()
    {
        var sandbox = shared.Sandbox;
        var script = await sandbox.Http.GetAsync("/en_US/fbevents.js");
        script.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-javascript");
        (await script.Content.ReadAsStringAsync()).ShouldContain("fbq.callMethod = ");
        var before = (await sandbox.Get("/meta.json")).AsArray().Count;
        (await sandbox.Http.GetAsync("/tr?id=1")).IsSuccessStatusCode.ShouldBeTrue();
        (await sandbox.Http.GetAsync("/tr?id=%00&ev=Lead")).IsSuccessStatusCode.ShouldBeTrue();
        (await sandbox.Get("/meta.json")).AsArray().Count.ShouldBe(before);
    }

    private static JsonObject Lead(RunningSandbox sandbox, string id) => new()
    {
        ["event_name"] = "Lead",
        ["event_time"] = sandbox.Clock.ToUnixTimeSeconds(),
        ["event_id"] = id,
        ["action_source"] = "website",
        ["event_source_url"] = "http://localhost:5080/merci",
        ["user_data"] = new JsonObject { ["em"] = new JsonArray(HashedMail), ["client_user_agent"] = "Mozilla/5.0", ["client_ip_address"] = "203.0.113.7" },
    };

    private static async Task<(int Status, JsonNode Body)> Send(RunningSandbox sandbox, params JsonObject[] events)
    {
        var answer = await sandbox.Http.PostAsJsonAsync("/v26.0/1000000000000001/events?access_token=EAA0b5e6a7d9c",
            new JsonObject { ["data"] = new JsonArray([.. events]), ["test_event_code"] = "TEST1" });
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private static async Task<IReadOnlyList<JsonNode>> Events(RunningSandbox sandbox, string id) =>
        [.. (await sandbox.Get("/meta.json")).AsArray().Where(taken => taken!["eventId"]?.GetValue<string>() == id).Select(taken => taken!)];
}
