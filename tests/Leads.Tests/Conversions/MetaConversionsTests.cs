using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Conversions;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Meta;
using LeadMarket.Leads.Tests.PhoneCodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeadMarket.Leads.Tests.Conversions;

/// <summary>The real client on a scripted wire.</summary>
public sealed class MetaConversionsTests
{
    private static readonly LeadId Lead = LeadId.From(Guid.Parse("0193f0aa-7c3b-7d7e-9f00-0123456789ab"));

    private static readonly ConversionFacts Facts = new(
        Lead, "ev-charger", "montreal", "John_Smith@gmail.com ", "+16505551212", "H2X 1Y4", "203.0.113.9", "Mozilla/5.0 (test)", null, null);

    [Fact]
    public void Details_are_hashed_as_the_vectors_say()
    {
        MetaHash.Email("john_smith@gmail.com").ShouldBe("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f");
        MetaHash.Email(" John_Smith@GMAIL.com ").ShouldBe("62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f");
        MetaHash.Phone("+16505551212").ShouldBe("e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176");
        MetaHash.Email("valéry").ShouldBe("08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c");
        MetaHash.PostalCode("H2X 1Y4").ShouldBe(MetaHash.PostalCode("h2x1y4"));
        MetaHash.Country("CA").ShouldBe(MetaHash.Country("ca"));
    }

    // printf 'lead:0193f0aa-7c3b-7d7e-9f00-0123456789ab' | sha256sum
    [Fact]
    public void The_events_id_is_the_same_wherever_it_is_worked_out() =>
        ConversionEventId.Of(Lead).ShouldBe("e5c620d84175ed519b63b4ea7d614851");

    [Fact]
    public async Task An_event_is_told_byte_by_byte_as_Meta_wants_it()
    {
        var meta = new MetaStandIn();

        (await Client(meta).Tell([Due(Facts)], CancellationToken.None)).ShouldBe(new AdvertiserAnswer.Taken());

        var (address, body) = meta.Received.Single();
        address.ShouldBe("https://graph.facebook.com/v26.0/1000000000000001/events?access_token=EAA-secret%2Ftoken%2B1");
        var zip = MetaHash.PostalCode("h2x1y4");
        var country = MetaHash.Country("ca");
        body.ToJsonString().ShouldBe(
            $$$"""
            {"data":[{"event_name":"Lead","event_time":1795273200,"event_id":"e1","action_source":"website","event_source_url":"https://example.ca/",
            "user_data":{"em":["62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f"],
            "ph":["e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176"],"zp":["{{{zip}}}"],"country":["{{{country}}}"],
            "client_ip_address":"203.0.113.9","client_user_agent":"Mozilla/5.0 (test)"},
            "custom_data":{"service":"ev-charger","region":"montreal"}}]}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task A_test_code_shows_the_events_in_Metas_console()
    {
        var meta = new MetaStandIn();

        await Client(meta, testCode: "TEST123").Tell([Due(Facts)], CancellationToken.None);

        meta.Received.Single().Body["test_event_code"]!.GetValue<string>().ShouldBe("TEST123");
    }

    [Fact]
    public void A_click_is_told_as_its_cookie_or_made_from_its_id_with_its_case_kept()
    {
        var seen = Forms.Now.AddMinutes(-5);
        Fbc(new Attribution(Fbclid: "IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB", SeenAt: seen))
            .ShouldBe($"fb.1.{seen.ToUnixTimeMilliseconds()}.IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB");
        Fbc(new Attribution(Fbclid: "AbC", Fbc: "fb.1.1554763741205.AbCdEf")).ShouldBe("fb.1.1554763741205.AbCdEf");
        Fbc(new Attribution(Fbclid: "AbC")).ShouldBe($"fb.1.{Forms.Now.ToUnixTimeMilliseconds()}.AbC");
        Fbc(new Attribution(Fbp: "fb.1.1596403881668.1116446470")).ShouldBeNull();
        Event(Facts with { Attribution = new Attribution(Fbp: "fb.1.1596403881668.1116446470") }).UserData.Fbp.ShouldBe("fb.1.1596403881668.1116446470");
    }

    [Theory]
    [InlineData("https://example.ca/fr/soumission/0193f0aa-7c3b-7d7e-9f00-0123456789ab/4?utm_source=x#y", "https://example.ca/fr/soumission/")]
    [InlineData("https://example.ca/soumission?fbclid=AbC", "https://example.ca/soumission")]
    [InlineData("http://localhost:5080/quote", "http://localhost:5080/quote")]
    [InlineData("not an address", "https://example.ca/")]
    [InlineData("javascript:alert(1)", "https://example.ca/")]
    [InlineData(null, "https://example.ca/")]
    public void The_page_is_told_without_the_secret_that_opens_its_draft(string? page, string told) =>
        Event(Facts with { Page = page }).EventSourceUrl.ShouldBe(told);

    [Theory]
    [InlineData(200, """{"events_received":1}""", "Taken { }")]
    [InlineData(200, "<html>proxy</html>", "Unavailable { Reason = success without a count }")]
    [InlineData(400, """{"error":{"code":100,"error_subcode":2804003}}""", "Refused { Reason = 400 100/2804003 }")]
    [InlineData(400, "<html></html>", "Refused { Reason = 400 }")]
    [InlineData(400, """{"error":{"code":190}}""", "Unavailable { Reason = 400 190 }")]
    [InlineData(401, """{"error":{"code":190}}""", "Unavailable { Reason = 401 190 }")]
    [InlineData(400, """{"error":{"code":100,"error_subcode":33}}""", "Unavailable { Reason = 400 100/33 }")]
    [InlineData(403, """{"error":{"code":200}}""", "Unavailable { Reason = 403 200 }")]
    [InlineData(400, """{"error":{"code":17}}""", "Unavailable { Reason = 400 17 }")]
    [InlineData(429, """{"error":{"code":4}}""", "Unavailable { Reason = 429 4 }")]
    [InlineData(500, """{"error":{"code":2}}""", "Unavailable { Reason = 500 2 }")]
    [InlineData(503, "", "Unavailable { Reason = 503 }")]
    [InlineData(302, "", "Unavailable { Reason = 302 }")]
    public async Task Each_answer_means_what_Meta_documents(int status, string body, string answer) =>
        (await Client(new MetaStandIn().Answers(status, body)).Tell([Due(Facts)], CancellationToken.None)).ToString().ShouldBe(answer);

    [Fact]
    public async Task A_vendor_that_is_away_throws_nothing()
    {
        foreach (var lost in new Exception[] { new HttpRequestException("refused"), new IOException("cut off"), new TaskCanceledException("1.5 s") })
            (await Client(new MetaStandIn().Breaks(lost)).Tell([Due(Facts)], CancellationToken.None)).ShouldBeOfType<AdvertiserAnswer.Unavailable>();
    }

    [Fact]
    public async Task The_token_is_in_no_log_not_even_the_http_clients_own()
    {
        var log = new KeptLog<MetaConversions>();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new KeptLogs(log)));
        services.AddSingleton(TestMarket.Create());
        services.AddMeta(new Microsoft.Extensions.Configuration.ConfigurationManager
        {
            ["Site:PublicUrl"] = "https://example.ca", ["Meta:PixelId"] = "1", ["Meta:AccessToken"] = MetaStandIn.Token,
        });
        var meta = new MetaStandIn().Answers(401, """{"error":{"code":190}}""");
        services.AddHttpClient("meta").ConfigurePrimaryHttpMessageHandler(() => meta);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IAdvertiser>().Tell([Due(Facts)], CancellationToken.None);

        meta.Received.Count.ShouldBe(1);
        log.Lines.ShouldHaveSingleItem().ShouldContain("401 190");
        log.Lines.ShouldAllBe(line => !line.Contains("EAA-secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1", "EAA", "https://graph.facebook.com", true)]
    [InlineData("", "", "https://graph.facebook.com", true)]
    [InlineData("1/../2", "EAA", "https://graph.facebook.com", false)]
    [InlineData("1", "", "https://graph.facebook.com", false)]
    [InlineData("1", "E A", "https://graph.facebook.com", false)]
    [InlineData("1", "EAA", "http://graph.facebook.com", false)]
    [InlineData("1", "EAA", "http://localhost:5081", true)]
    public void Settings_under_which_Meta_would_take_nothing_refuse_to_start(string pixel, string token, string url, bool starts) =>
        new MetaOptionsRules().Validate(null, new MetaOptions { PixelId = pixel, AccessToken = token, BaseUrl = new Uri(url) }).Failed.ShouldBe(!starts);

    private static DueConversion Due(ConversionFacts facts) => new("e1", Forms.Now, facts);

    private static MetaEvents Events => new("CA", new Uri("https://example.ca"));

    private static MetaEvent Event(ConversionFacts facts) => Events.Of(Due(facts));

    private static string? Fbc(Attribution attribution) => Event(Facts with { Attribution = attribution }).UserData.Fbc;

    private static MetaConversions Client(MetaStandIn meta, string? testCode = null)
    {
        var options = new MetaOptions { PixelId = "1000000000000001", AccessToken = MetaStandIn.Token, TestEventCode = testCode };
        var http = new HttpClient(meta, disposeHandler: false);
        MetaRegistration.Configure(http, options);
        return new MetaConversions(http, Events, Options.Create(options), new KeptLog<MetaConversions>());
    }

    private sealed class KeptLogs(ILogger log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
