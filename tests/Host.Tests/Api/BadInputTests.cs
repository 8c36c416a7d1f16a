using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Api;

/// <summary>Whatever is sent, the answer names what is wrong, and nothing is half written.</summary>
[Collection(SharedMarket.Name)]
public sealed class BadInputTests(MarketFixture fixture)
{
    private readonly MarketProcesses _market = fixture.Market;

    public static TheoryData<string> Unreadable =>
    [
        "", "{", "[]", "null", "42", "\"text\"", """{"service": 12}""", """{"quotes": "three"}""", """{"quotes": 1e309}""", """{"answers": []}""",
        """{"answers": {"panel": "not-a-list"}}""", """{"name": "\ud800"}""", """{"consentToContact": "yes"}""", "\0",
    ];

    public static TheoryData<string, string> Refused => new()
    {
        { "service", """{}""" },
        { "service", """{"service": "roof-thatching"}""" },
        { "postalCode", """{"postalCode": "90210"}""" },
        { "postalCode", """{"postalCode": "H0H 0H0"}""" },
        { "name", $$"""{"name": "{{new string('x', 5000)}}"}""" },
        { "name", """{"name": "a\u0000b"}""" },
        { "name", """{"name": "\u202Eevil"}""" },
        { "email", """{"email": "'; drop table leads.leads; --"}""" },
        { "phone", """{"phone": "<script>alert(1)</script>"}""" },
        { "quotes", """{"quotes": -1}""" },
        { "quotes", """{"quotes": 99}""" },
        { "consentToContact", """{"consentToContact": false}""" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_lead_that_cannot_be_read_is_a_problem_with_a_code(string body)
    {
        var answer = await Post("/api/v1/leads", body);

        answer.Status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity);
        answer.Code.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_lead_with_a_bad_field_names_the_field_and_writes_nothing(string field, string body)
    {
        var before = await fixture.Ledger.Value<long>("select count(*) from leads.leads");

        var answer = await Post("/api/v1/leads", body);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Code.ShouldBe("validation.failed");
        var problem = answer.Body["errors"]![field]!.AsArray()[0]!;
        ((string)problem["code"]!).ShouldNotBeNullOrEmpty();
        ((string)problem["message"]!).ShouldNotBeNullOrEmpty();
        (await fixture.Ledger.Value<long>("select count(*) from leads.leads")).ShouldBe(before);
    }

    [Fact]
    public async Task Messages_are_in_the_callers_language()
    {
        var french = await Post("/api/v1/leads", "{}", language: "fr-CA");
        var english = await Post("/api/v1/leads", "{}", language: "en-CA");

        ((string)french.Body["errors"]!["service"]![0]!["message"]!).ShouldNotBe((string)english.Body["errors"]!["service"]![0]!["message"]!);
    }

    [Theory]
    [InlineData("/api/v1/leads")]
    [InlineData("/api/v1/auth/login")]
    [InlineData("/webhooks/stripe")]
    public async Task Ten_megabytes_are_refused(string path)
    {
        var answer = await Post(path, $$"""{"name": "{{new string('x', 10_000_000)}}"}""");

        answer.Status.ShouldBeOneOf(HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"email": null, "password": null}""")]
    [InlineData("""{"email": "a\u0000@example.com", "password": "x"}""")]
    [InlineData("""{"email": "nobody@example.com", "password": "wrong-password"}""")]
    public async Task A_bad_login_is_refused_in_words(string body)
    {
        var answer = await Post("/api/v1/auth/login", body);

        answer.Status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity);
        answer.Code.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("?cursor=%00")]
    [InlineData("?cursor=AAAA")]
    [InlineData("?cursor=../../etc/passwd&service=%27--&region=%F0%9F%92%A9")]
    [InlineData("?service=%ED%A0%80")]
    [InlineData("?service=%00&region=%00")]
    public async Task A_bad_board_query_shows_a_board(string query)
    {
        var seeded = await _market.Sandbox.Seed(contractors: 1, leads: 0);

        var answer = await new Contractor(_market.NewVisitor(), seeded.Contractors[0]).Board(query);

        answer.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("")]
    public async Task Without_a_good_token_the_api_is_closed(string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/board");
        if (authorization.Length > 0) request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        using var response = await _market.NewVisitor().SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/api/v1/unlocks/not-a-guid")]
    [InlineData("/api/v1/nothing")]
    public async Task An_address_that_is_not_one_is_a_problem(string path)
    {
        var seeded = await _market.Sandbox.Seed(contractors: 1, leads: 0);

        var answer = await new Contractor(_market.NewVisitor(), seeded.Contractors[0]).Send(HttpMethod.Get, path);

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Code.ShouldBe("request.not-found");
    }

    private async Task<Answer> Post(string path, string body, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.AcceptLanguage.ParseAdd(language);
        // The answer to too long a body comes before the body: a client that asks first gets to read it.
        request.Headers.ExpectContinue = true;
        using var response = await _market.NewVisitor().SendAsync(request);
        return await Answer.Read(response);
    }
}
