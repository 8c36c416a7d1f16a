namespace LeadMarket.Sandbox.Tests;

public sealed class StartTests(SandboxDatabaseFixture database) : IClassFixture<SandboxDatabaseFixture>
{
    [Theory]
    [InlineData("Production", "http://127.0.0.1:0")]
    [InlineData("Development", "http://0.0.0.0:0")]
    [InlineData("Development", "http://+:0")]
    [InlineData("Development", "http://203.0.113.7:0")]
    public async Task It_refuses_to_start_in_Production_or_where_others_can_reach_it(string environment, string urls) =>
        await Should.ThrowAsync<SandboxRefusesToStart>(() => SandboxApp.Create(["--environment", environment, "--urls", urls]));

    [Fact]
    public async Task Its_page_shows_everything_and_sets_no_cookie()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        await sandbox.OpenSession();
        foreach (var path in new[] { "/", "/mailbox", "/phone", "/phone.json", "/meta", "/meta.json", "/tr?id=1&ev=PageView", "/en_US/fbevents.js", "/sandbox/vendors.json", "/assets/sandbox.css", "/assets/pay.css", "/sandbox/deliveries.json" })
        {
            var answer = await sandbox.Http.GetAsync(path);
            answer.IsSuccessStatusCode.ShouldBeTrue(path);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse(path);
        }

        (await sandbox.Http.GetStringAsync("/")).ShouldContain("cs_test_");
    }
}
