using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Twilio.Wire;

namespace LeadMarket.Sandbox.Tests.Twilio;

public sealed class MessageTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    private const string Ours = "+18335550100";

    [Fact]
    public async Task A_message_goes_from_queued_to_delivered_and_each_step_is_told_and_signed()
    {
        await using var listener = await TwilioListener.Start();
        var sandbox = shared.Sandbox;
        var phone = TwilioClient.NewPhone();
        var (status, sent) = await sandbox.Form($"{TwilioClient.Account}/Messages.json",
            ("To", phone), ("From", Ours), ("Body", "Bonjour Zoé"), ("StatusCallback", listener.Address("/status?send=7")));
        (status, sent.Text("status"), sent["date_sent"]).ShouldBe((201, "queued", null));
        sent.Text("sid").ShouldMatch("^SM[0-9a-f]{32}$");

        await Reading.Eventually(() => Task.FromResult(listener.Received.Count >= 2), "both steps are told");
        listener.Received.Select(callback => callback.Fields["MessageStatus"]).ShouldBe(["sent", "delivered"]);
        foreach (var callback in listener.Received)
        {
            callback.Signature.ShouldBe(TwilioSignature.Sign(TwilioListener.AuthToken, callback.Url, callback.Fields));
            callback.Fields["MessageSid"].ShouldBe(sent.Text("sid"));
            (callback.Fields["To"], callback.Fields["From"]).ShouldBe((phone, Ours));
        }

        var now = await sandbox.Get($"{TwilioClient.Account}/Messages/{sent.Text("sid")}.json");
        now.Text("status").ShouldBe("delivered");
        now.Text("date_sent").ShouldEndWith(" +0000");
        (await sandbox.TextsTo(phone)).Single()["code"].ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_callback_is_tried_three_times()
    {
        await using var listener = await TwilioListener.Start();
        listener.Failures = 2;
        var sandbox = shared.Sandbox;
        await sandbox.Form($"{TwilioClient.Account}/Messages.json",
            ("To", TwilioClient.NewPhone()), ("From", Ours), ("Body", "x"), ("StatusCallback", listener.Address("/status")));
        await Reading.Eventually(async () => (await sandbox.Get("/sandbox/callbacks.json")).AsArray()
            .Count(callback => callback!.Text("url") == listener.Address("/status") && callback!.Text("state") == "delivered") == 2, "both arrive in the end");
        listener.Received.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_landline_gets_nothing()
    {
        var sandbox = shared.Sandbox;
        var (_, sent) = await sandbox.Form($"{TwilioClient.Account}/Messages.json", ("To", PhoneNumber.Landline), ("From", Ours), ("Body", "x"));
        var one = $"{TwilioClient.Account}/Messages/{sent.Text("sid")}.json";
        await Reading.Eventually(async () => (await sandbox.Get(one)).Text("status") == "undelivered", "the message is given up");
        (await sandbox.Get(one))["error_code"]!.GetValue<int>().ShouldBe(30006);
    }

    [Theory]
    [InlineData("", "+18335550100", "x", null, 21604)]
    [InlineData("514", "+18335550100", "x", null, 21211)]
    [InlineData("+15145550123", "", "x", null, 21603)]
    [InlineData("+15145550123", "LeadMarket", "x", null, 21212)]
    [InlineData("+15145550123", "+18335550100", "", null, 21602)]
    [InlineData("+15145550123", "+18335550100", "x", "ftp://example.com", 21609)]
    public async Task A_bad_message_is_refused(string to, string from, string body, string? callback, int code)
    {
        var sandbox = shared.Sandbox;
        (await sandbox.Form($"{TwilioClient.Account}/Messages.json", ("To", to), ("From", from), ("Body", body), ("StatusCallback", callback ?? "")))
            .ShouldBeRefused(400, code);
    }

    [Fact]
    public async Task A_body_holds_1600_letters_and_no_more()
    {
        var sandbox = shared.Sandbox;
        (await Text(sandbox, TwilioClient.NewPhone(), new string('é', 1600))).Status.ShouldBe(201);
        (await Text(sandbox, TwilioClient.NewPhone(), new string('é', 1601))).ShouldBeRefused(400, 21617);
    }

    [Fact]
    public async Task The_list_finds_a_message_by_its_ends_and_its_day_page_by_page()
    {
        var sandbox = shared.Sandbox;
        var phone = TwilioClient.NewPhone();
        for (var i = 1; i <= 3; i++) await Text(sandbox, phone, $"{i}");
        await sandbox.StartVerification(phone); // Verify's texts are no messages of the account
        await Reading.Eventually(async () => (await sandbox.TextsTo(phone)).All(text => text.Text("status") == "delivered"), "all are sent");

        var today = (await sandbox.Now()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var to = Uri.EscapeDataString(phone);
        var page = await sandbox.Get($"{TwilioClient.Account}/Messages.json?To={to}&From={Uri.EscapeDataString(Ours)}&DateSent%3E={today}&PageSize=2");
        page["messages"]!.AsArray().Select(message => message!.Text("body")).ShouldBe(["3", "2"]);
        var next = await sandbox.Get(page.Text("next_page_uri"));
        next["messages"]!.AsArray().Select(message => message!.Text("body")).ShouldBe(["1"]);
        next["next_page_uri"].ShouldBeNull();
        (await sandbox.Get($"{TwilioClient.Account}/Messages.json?To={to}&DateSent%3E=2126-01-01"))["messages"]!.AsArray().ShouldBeEmpty();
        (await sandbox.Get($"{TwilioClient.Account}/Messages.json?To={to}&DateSent={today}"))["messages"]!.AsArray().Count.ShouldBe(3);
        (await sandbox.Http.GetAsync($"{TwilioClient.Account}/Messages/SM{new string('0', 32)}.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("é", 160, "1")]
    [InlineData("é", 161, "2")]
    [InlineData("ê", 70, "1")]
    [InlineData("ê", 71, "2")]
    [InlineData("€", 80, "1")]
    [InlineData("€", 81, "2")]
    public void One_letter_outside_GSM_7_makes_segments_short(string letter, int times, string segments) =>
        SmsSegments.Of(string.Concat(Enumerable.Repeat(letter, times))).ShouldBe(segments);

    private static Task<(int Status, JsonNode Body)> Text(RunningSandbox sandbox, string phone, string body) =>
        sandbox.Form($"{TwilioClient.Account}/Messages.json", ("To", phone), ("From", Ours), ("Body", body));
}
