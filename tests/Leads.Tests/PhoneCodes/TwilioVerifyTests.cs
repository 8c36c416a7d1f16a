using System.Net;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Twilio;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Leads.Tests.PhoneCodes;

/// <summary>The real client on a scripted wire.</summary>
public sealed class TwilioVerifyTests
{
    private static readonly PhoneNumber Phone = PhoneNumber.FromStored("+15145550199");

    [Fact]
    public async Task A_text_is_asked_for_byte_by_byte_as_Twilio_wants_it()
    {
        var twilio = new TwilioStandIn();

        (await Client(twilio).Send(Phone, "fr", CancellationToken.None)).ShouldBe(new SendAnswer(SendOutcome.Sent, "VE7f"));

        twilio.Received.ShouldBe([new SentRequest(
            "POST", "https://verify.twilio.com/v2/Services/VA1/Verifications", "Basic U0sxOnNlY3JldA==", "LeadMarket/1.0",
            "application/x-www-form-urlencoded", "To=%2B15145550199&Channel=sms&Locale=fr")]);
    }

    [Fact]
    public async Task A_code_is_checked_byte_by_byte_as_Twilio_wants_it()
    {
        var twilio = new TwilioStandIn();

        (await Client(twilio).Check(Phone, TwilioStandIn.RightCode, CancellationToken.None)).ShouldBe(CheckAnswer.Right);

        twilio.Received.ShouldBe([new SentRequest(
            "POST", "https://verify.twilio.com/v2/Services/VA1/VerificationCheck", "Basic U0sxOnNlY3JldA==", "LeadMarket/1.0",
            "application/x-www-form-urlencoded", "To=%2B15145550199&Code=491827")]);
    }

    [Theory]
    [InlineData(429, 60203, nameof(SendOutcome.TooManySends))]
    [InlineData(429, 60202, nameof(SendOutcome.TooManyChecks))]
    [InlineData(429, 20429, nameof(SendOutcome.NotTaken))]
    [InlineData(400, 60200, nameof(SendOutcome.Unreachable))]
    [InlineData(400, 21211, nameof(SendOutcome.Unreachable))]
    [InlineData(403, 60205, nameof(SendOutcome.Unreachable))]
    [InlineData(403, 60410, nameof(SendOutcome.Unreachable))]
    [InlineData(403, 60605, nameof(SendOutcome.Unreachable))]
    [InlineData(401, 20003, nameof(SendOutcome.NotTaken))]
    [InlineData(404, 20404, nameof(SendOutcome.NotTaken))]
    [InlineData(500, 20500, nameof(SendOutcome.NotTaken))]
    [InlineData(503, 20503, nameof(SendOutcome.NotTaken))]
    public async Task Each_refusal_of_a_text_means_what_Twilio_documents(int status, int code, string outcome) =>
        (await Client(new TwilioStandIn().Refuses(status, code)).Send(Phone, "fr", CancellationToken.None)).Outcome.ToString().ShouldBe(outcome);

    [Theory]
    [InlineData(429, 60202, nameof(CheckAnswer.TooManyChecks))]
    [InlineData(429, 20429, nameof(CheckAnswer.NotTaken))]
    [InlineData(404, 20404, nameof(CheckAnswer.Gone))]
    [InlineData(400, 60200, nameof(CheckAnswer.Wrong))]
    [InlineData(401, 20003, nameof(CheckAnswer.NotTaken))]
    [InlineData(500, 20500, nameof(CheckAnswer.NotTaken))]
    public async Task Each_refusal_of_a_code_means_what_Twilio_documents(int status, int code, string answer) =>
        (await Client(new TwilioStandIn().Refuses(status, code)).Check(Phone, "1234", CancellationToken.None)).ToString().ShouldBe(answer);

    [Theory]
    [InlineData("approved", nameof(CheckAnswer.Right))]
    [InlineData("pending", nameof(CheckAnswer.Wrong))]
    [InlineData("max_attempts_reached", nameof(CheckAnswer.TooManyChecks))]
    [InlineData("expired", nameof(CheckAnswer.Gone))]
    [InlineData("canceled", nameof(CheckAnswer.Gone))]
    [InlineData("something-new", nameof(CheckAnswer.NotTaken))]
    public async Task A_wrong_code_is_a_success_to_Twilio_and_only_approved_is_right(string status, string answer) =>
        (await Client(new TwilioStandIn().Answers(200, $$"""{"sid":"VE7f","status":"{{status}}"}""")).Check(Phone, "1234", CancellationToken.None))
            .ToString().ShouldBe(answer);

    [Theory]
    [InlineData(200, "<html>proxy</html>")]
    [InlineData(201, "")]
    [InlineData(201, "{}")]
    [InlineData(502, "<html>bad gateway</html>")]
    [InlineData(302, "")]
    [InlineData(429, "not json")]
    public async Task An_answer_that_cannot_be_read_is_no_answer(int status, string body)
    {
        var client = Client(new TwilioStandIn().Answers(status, body));

        (await client.Send(Phone, "en", CancellationToken.None)).Outcome.ShouldBe(SendOutcome.NotTaken);
        (await client.Check(Phone, "1234", CancellationToken.None)).ShouldBe(CheckAnswer.NotTaken);
    }

    public static TheoryData<string> Breakdowns => ["refused", "broken", "timeout"];

    [Theory]
    [MemberData(nameof(Breakdowns))]
    public async Task A_vendor_that_is_away_throws_nothing_and_is_asked_once(string how)
    {
        var twilio = new TwilioStandIn().Breaks(how switch
        {
            "refused" => new HttpRequestException(HttpRequestError.ConnectionError, "connection refused"),
            "broken" => new IOException("cut off"),
            _ => new TaskCanceledException("8 seconds", new TimeoutException()),
        });

        (await Client(twilio).Send(Phone, "fr", CancellationToken.None)).Outcome.ShouldBe(SendOutcome.NotTaken);
        (await Client(twilio).Check(Phone, "1234", CancellationToken.None)).ShouldBe(CheckAnswer.NotTaken);
        twilio.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Neither_the_number_nor_the_code_is_ever_logged()
    {
        var log = new KeptLog<TwilioVerify>();
        foreach (var twilio in new[]
        {
            new TwilioStandIn(), new TwilioStandIn().Refuses(400, 60200, Phone.Value), new TwilioStandIn().Refuses(401, 20003, Phone.Value),
            new TwilioStandIn().Breaks(new HttpRequestException($"cannot reach {Phone.Value}")),
        })
        {
            await Client(twilio, log).Send(Phone, "fr", CancellationToken.None);
            await Client(twilio, log).Check(Phone, "918273", CancellationToken.None);
        }

        log.Lines.Count.ShouldBe(8);
        foreach (var line in log.Lines)
        {
            line.ShouldNotContain("5550199");
            line.ShouldNotContain("918273");
        }
    }

    [Theory]
    [InlineData("SK1", "secret", "VA1", "https://verify.twilio.com", true)]
    [InlineData("AC1", "secret", "VA1", "http://localhost:5081", true)]
    [InlineData("", "secret", "VA1", "https://verify.twilio.com", false)]
    [InlineData("SK1:x", "secret", "VA1", "https://verify.twilio.com", false)]
    [InlineData("SK1", "", "VA1", "https://verify.twilio.com", false)]
    [InlineData("SK1", "se cret", "VA1", "https://verify.twilio.com", false)]
    [InlineData("SK1", "secret", "", "https://verify.twilio.com", false)]
    [InlineData("SK1", "secret", "VA1/../VA2", "https://verify.twilio.com", false)]
    [InlineData("SK1", "secret", "VA1", "http://verify.twilio.com", false)]
    [InlineData("SK1", "secret", "VA1", "ftp://verify.twilio.com", false)]
    public void Settings_that_would_send_no_text_refuse_to_start(string sid, string secret, string service, string url, bool starts)
    {
        var options = new TwilioOptions { KeySid = sid, KeySecret = secret, VerifyService = service, VerifyUrl = new Uri(url) };

        new TwilioOptionsRules(Market(verifies: true)).Validate(null, options).Failed.ShouldBe(!starts);
    }

    [Fact]
    public void A_market_that_verifies_no_telephone_needs_no_Twilio() =>
        new TwilioOptionsRules(Market(verifies: false)).Validate(null, new TwilioOptions()).Failed.ShouldBeFalse();

    private static Market Market(bool verifies) => TestMarket.Create() with { Intake = Intake.Default with { VerifiesPhones = verifies } };

    private static TwilioVerify Client(TwilioStandIn twilio, ILogger<TwilioVerify>? log = null)
    {
        var http = new HttpClient(twilio, disposeHandler: false);
        TwilioRegistration.Configure(http, new TwilioOptions { KeySid = "SK1", KeySecret = "secret", VerifyService = "VA1" });
        return new TwilioVerify(http, log ?? new KeptLog<TwilioVerify>());
    }
}

/// <summary>Keeps what was logged.</summary>
internal sealed class KeptLog<T> : ILogger<T>
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add($"{formatter(state, exception)} {exception}");
}
