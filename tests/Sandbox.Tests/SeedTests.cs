using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Sandbox.Tests;

public sealed class SeedTests(SandboxDatabaseFixture database) : IClassFixture<SandboxDatabaseFixture>
{
    private const string Made = """{"contractors":[{"id":"1","email":"a@example.com","token":"t"}],"leads":[]}""";

    [Fact]
    public async Task Seeding_is_the_hosts_work_and_answer_behind_the_start_up_secret()
    {
        var asked = "";
        await using var host = await Host(async request =>
        {
            using var reader = new StreamReader(request.Body);
            asked = $"{request.Headers["X-Sandbox-Secret"]} {await reader.ReadToEndAsync()}";
            return Results.Text(Made, "application/json");
        });
        await using var sandbox = await RunningSandbox.Start(database, host: new Uri(host.Urls.First()));

        var answer = await sandbox.Http.PostAsJsonAsync("/seed", new { contractors = 1, leads = 0, plan = "pro" });
        (await answer.Content.ReadAsStringAsync()).ShouldBe(Made);
        asked.ShouldBe("""start-up-secret {"contractors":1,"leads":0,"plan":"pro"}""");

        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["contractors"] = "2", ["leads"] = "x" });
        (await (await sandbox.Http.PostAsync("/seed/form", form)).Content.ReadAsStringAsync()).ShouldContain("Demonstration data made");
        asked.ShouldBe("""start-up-secret {"contractors":2,"leads":0}""");
    }

    [Fact]
    public async Task A_refusal_of_the_host_is_passed_on_and_its_absence_is_a_502()
    {
        var host = await Host(_ => Task.FromResult(Results.Text("{\"code\":\"unknown-plan\"}", "application/json", statusCode: 422)));
        await using var sandbox = await RunningSandbox.Start(database, host: new Uri(host.Urls.First()));
        (await sandbox.Http.PostAsJsonAsync("/seed", new { plan = "gold" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await host.DisposeAsync();
        (await sandbox.Http.PostAsJsonAsync("/seed", new { plan = "gold" })).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
    }

    private static async Task<WebApplication> Host(Func<HttpRequest, Task<IResult>> seed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/development/seed", seed);
        await app.StartAsync();
        return app;
    }
}
