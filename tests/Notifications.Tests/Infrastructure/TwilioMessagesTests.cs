using System.Net;
using System.Web;
using LeadMarket.Notifications.Application;
using LeadMarket.Notifications.Domain;
using LeadMarket.Notifications.Infrastructure.Twilio;
using static LeadMarket.Notifications.Domain.SubmissionAnswer;

namespace LeadMarket.Notifications.Tests.Infrastructure;

public sealed class TwilioMessagesTests
{
    private const string Body = "Boréwatt : nouveau projet, Borne. https://exemple.ca/fr/tableau/1 STOP pour cesser";
    private readonly ScriptedVendor _vendor = new();

    [Fact]
    public async Task A_text_is_one_form_to_the_accounts_messages()
    {
        (await Submit(_vendor.TakesText("SM49a3"))).ShouldBe(new Accepted("SM49a3"));
        var (address, _, form) = _vendor.Received.ShouldHaveSingleItem();
        address.ShouldBe(new Uri($"https://vendor.example/2010-04-01/Accounts/{Samples.TwilioAccount}/Messages.json"));
        var fields = HttpUtility.ParseQueryString(form);
        fields.AllKeys.ShouldBe(["To", "From", "Body", "ValidityPeriod"]);
        (fields["To"], fields["From"], fields["Body"], fields["ValidityPeriod"]).ShouldBe(("+15145550123", Samples.OurNumber, Body, "14400"));
    }

    public static TheoryData<int, int, Type> Refusals => new()
    {
        { 400, 21211, typeof(Refused) },
        { 400, 21614, typeof(Refused) },
        { 400, 21408, typeof(Refused) },
        { 400, 21610, typeof(OptedOut) },
        { 400, 21606, typeof(Held) },
        { 400, 21212, typeof(Held) },
        { 401, 20003, typeof(Held) },
        { 404, 20404, typeof(Held) },
        { 429, 20429, typeof(Held) },
        { 429, 63038, typeof(Held) },
        { 408, 0, typeof(Uncertain) },
        { 500, 20500, typeof(Uncertain) },
        { 503, 0, typeof(Uncertain) },
        { 301, 0, typeof(Uncertain) },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Each_refusal_means_what_the_reference_says(int status, int code, Type meaning) =>
        (await Submit(_vendor.RefusesText(status, code))).ShouldBeOfType(meaning);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 2)]
    [InlineData("999999", 3600)]
    public async Task A_pace_that_was_too_fast_waits_as_long_as_asked_within_reason(string retryAfter, int seconds)
    {
        var held = (await Submit(_vendor.RefusesText(429, 20429, ("Retry-After", retryAfter)))).ShouldBeOfType<Held>();
        (held.For, held.NeedsSomeone).ShouldBe((TimeSpan.FromSeconds(seconds), false));
    }

    [Fact]
    public async Task No_answer_is_an_uncertain_one()
    {
        (await Submit(_vendor.Breaks(new HttpRequestException("down")))).ShouldBeOfType<Uncertain>();
        (await Submit(_vendor.Breaks(new IOException("cut")))).ShouldBeOfType<Uncertain>();
        (await Submit(_vendor.Breaks(new TaskCanceledException("slow")))).ShouldBeOfType<Uncertain>();
        (await Submit(_vendor.Answers(HttpStatusCode.OK, "<html>"))).ShouldBeOfType<Uncertain>();
    }

    [Fact]
    public async Task A_text_in_doubt_that_Twilio_has_is_not_sent_again()
    {
        var answer = await Submit(_vendor.Answers(HttpStatusCode.OK, List(Body, "Sat, 21 Nov 2026 01:45:58 +0000")), doubtSince: Samples.Now);
        answer.ShouldBe(new Accepted("SM7"));
        var (address, _, _) = _vendor.Received.ShouldHaveSingleItem();
        address.PathAndQuery.ShouldEndWith($"/Messages.json?To=%2B15145550123&From={Uri.EscapeDataString(Samples.OurNumber)}&PageSize=100");
    }

    [Theory]
    [InlineData("Another text", "Sat, 21 Nov 2026 01:46:00 +0000")]
    [InlineData(Body, "Fri, 20 Nov 2026 01:46:00 +0000")]
    public async Task A_text_in_doubt_that_Twilio_does_not_have_is_sent_then(string listed, string at)
    {
        var answer = await Submit(_vendor.Answers(HttpStatusCode.OK, List(listed, at)).TakesText("SM8"), doubtSince: Samples.Now);
        answer.ShouldBe(new Accepted("SM8"));
        _vendor.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task While_Twilio_does_not_say_what_it_has_nothing_is_sent()
    {
        (await Submit(_vendor.RefusesText(500, 20500), doubtSince: Samples.Now)).ShouldBeOfType<Uncertain>();
        (await Submit(_vendor.RefusesText(400, 20001), doubtSince: Samples.Now)).ShouldBeOfType<Uncertain>();
        (await Submit(_vendor.RefusesText(401, 20003), doubtSince: Samples.Now)).ShouldBeOfType<Held>();
        (await Submit(_vendor.Answers(HttpStatusCode.OK, "<html>"), doubtSince: Samples.Now)).ShouldBeOfType<Uncertain>();
        (await Submit(_vendor.Answers(HttpStatusCode.OK, List("x", "Sat, 21 Nov 2026 01:46:00 +0000", "/next")), doubtSince: Samples.Now)).ShouldBeOfType<Uncertain>();
        _vendor.Received.ShouldAllBe(request => request.Body.Length == 0);
    }

    [Theory]
    [InlineData("AC1", "SK1", "secret", Samples.OurNumber, "https://api.twilio.com", true)]
    [InlineData("AC1", "SK1", "secret", Samples.OurNumber, "http://localhost:5081", true)]
    [InlineData("", "", "", "", "https://api.twilio.com", true)]
    [InlineData("SK1", "SK1", "secret", Samples.OurNumber, "https://api.twilio.com", false)]
    [InlineData("AC1", "", "secret", Samples.OurNumber, "https://api.twilio.com", false)]
    [InlineData("AC1", "SK1", "sec ret", Samples.OurNumber, "https://api.twilio.com", false)]
    [InlineData("AC1", "SK1", "secret", "833 555-0199", "https://api.twilio.com", false)]
    [InlineData("AC1", "SK1", "secret", Samples.OurNumber, "http://twilio.example", false)]
    public void Settings_that_could_send_nothing_are_refused_unless_texts_are_off(string account, string key, string secret, string from, string url, bool passes) =>
        new TwilioOptionsRules()
            .Validate(name: null, new TwilioOptions { AccountSid = account, KeySid = key, KeySecret = secret, From = from, MessagesUrl = new Uri(url) })
            .Failed.ShouldBe(!passes);

    private static string List(string body, string createdAt, string? next = null) =>
        System.Text.Json.JsonSerializer.Serialize(new { messages = new[] { new { sid = "SM7", body, date_created = createdAt } }, next_page_uri = next });

    private static async Task<SubmissionAnswer> Submit(ScriptedVendor vendor, DateTimeOffset? doubtSince = null)
    {
        using var http = new HttpClient(vendor, disposeHandler: false);
        TwilioRegistration.Configure(http, new TwilioOptions
        {
            MessagesUrl = new Uri("https://vendor.example/"), AccountSid = Samples.TwilioAccount, KeySid = "SK1", KeySecret = "secret", From = Samples.OurNumber,
        });
        var text = new OutgoingMessage(
            MessageId.From(Guid.Parse("019aa3b4-0000-7000-8000-000000000001")), 1, MessageKind.NewLead,
            new Envelope(Samples.OurNumber, "", "+15145550123"), new MessageContent("", "", Body), doubtSince);
        return await new TwilioMessages(http, new MovableClock()).Submit(text, CancellationToken.None);
    }
}
