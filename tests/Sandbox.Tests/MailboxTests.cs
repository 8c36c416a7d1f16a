using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;

namespace LeadMarket.Sandbox.Tests;

public sealed class MailboxTests(SandboxDatabaseFixture database) : IClassFixture<SandboxDatabaseFixture>
{
    private static readonly object Welcome = new
    {
        from = "LeadMarket <bonjour@example.com>",
        to = new[] { "Zoé <zoe@example.com>" },
        subject = "Bienvenue <Zoé>",
        html = "<html><head><title>x</title></head><body><a href=\"http://localhost:5080/confirm\">Confirmer</a><script>alert(1)</script></body></html>",
        text = "Confirmer",
    };

    [Fact]
    public async Task A_mail_is_shown_as_it_would_look_and_can_run_nothing()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var id = await Send(sandbox, Welcome);
        var listed = (await sandbox.Get("/mailbox.json?to=ZOE@example.com")).AsArray().Single(mail => mail!.Text("id") == id);
        listed!.Text("subject").ShouldBe("Bienvenue <Zoé>");

        var page = await new HtmlParser().ParseDocumentAsync(await sandbox.Http.GetStringAsync($"/mailbox/{id}"));
        var frame = page.QuerySelector("iframe")!;
        frame.GetAttribute("sandbox")!.ShouldNotContain("allow-scripts");
        frame.GetAttribute("sandbox")!.ShouldNotContain("allow-same-origin");
        var body = await sandbox.Http.GetAsync(frame.GetAttribute("src"));
        body.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox ");
        (await body.Content.ReadAsStringAsync()).ShouldContain("<base target=\"_blank\"><title>");
        (await sandbox.Http.GetStringAsync("/mailbox")).ShouldContain("Bienvenue &lt;Zo");
    }

    [Fact]
    public async Task The_same_key_sends_one_mail_and_another_letter_under_it_is_a_conflict()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        sandbox.Http.DefaultRequestHeaders.Add("Idempotency-Key", "mail-1");
        var first = await Send(sandbox, new { from = "a@example.com", to = "once@example.com", subject = "1", text = "1" });
        (await Send(sandbox, new { from = "a@example.com", to = "once@example.com", subject = "1", text = "1" })).ShouldBe(first);
        var other = await sandbox.Http.PostAsJsonAsync("/emails", new { from = "a@example.com", to = "once@example.com", subject = "2", text = "1" });
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await other.Content.ReadAsStringAsync()).ShouldContain("invalid_idempotent_request");
        (await sandbox.Get("/mailbox.json?to=once@example.com")).AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "validation_error")]
    [InlineData("[]", "validation_error")]
    [InlineData("{\"from\":\"a@example.com\"}", "missing_required_field")]
    [InlineData("{\"from\":\"nobody\",\"to\":\"b@example.com\",\"subject\":\"s\",\"text\":\"t\"}", "validation_error")]
    [InlineData("{\"from\":\"a@example.com\",\"to\":[7],\"subject\":\"s\",\"text\":\"t\"}", "validation_error")]
    [InlineData("{\"from\":\"a@example.com\",\"to\":\"b@example.com\",\"subject\":\"\\u0000\",\"text\":\"t\"}", "validation_error")]
    [InlineData("{\"from\":\"a@example.com\",\"to\":\"b@example.com\",\"subject\":\"\\ud800\",\"text\":\"t\"}", "validation_error")]
    [InlineData("{\"from\":\"a@example.com\",\"to\":\"b@example.com\",\"subject\":\"s\"}", "missing_required_field")]
    public async Task A_bad_mail_is_refused_in_Resends_words(string json, string name)
    {
        await using var sandbox = await RunningSandbox.Start(database);
        sandbox.Http.DefaultRequestHeaders.Authorization = new("Bearer", "re_test");
        var answer = await sandbox.Http.PostAsync("/emails", new StringContent(json, Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Text("name").ShouldBe(name);
    }

    private static async Task<string> Send(RunningSandbox sandbox, object mail)
    {
        sandbox.Http.DefaultRequestHeaders.Authorization = new("Bearer", "re_test");
        var answer = await sandbox.Http.PostAsJsonAsync("/emails", mail);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Text("id");
    }
}
