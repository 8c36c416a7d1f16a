using System.Net;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Twilio.Phone;
using LeadMarket.Sandbox.Twilio.Wire;

namespace LeadMarket.Sandbox.Tests.Twilio;

public sealed class OptOutTests(SandboxDatabaseFixture database) : IClassFixture<SandboxDatabaseFixture>
{
    private const string Ours = "+18335550100";

    [Fact]
    public async Task Stop_and_arret_opt_a_phone_out_of_one_sender_until_it_says_start()
    {
        await using var listener = await TwilioListener.Start();
        await using var sandbox = await RunningSandbox.Start(database, settings: new Dictionary<string, string?>
        {
            ["Twilio:AuthToken"] = TwilioListener.AuthToken,
            ["Twilio:InboundUrl"] = listener.Address("/inbound"),
        });
        sandbox.SignIn();
        var phone = TwilioClient.NewPhone();
        await Text(sandbox, phone, "Une offre");

        await Reply(sandbox, phone, "arrêt");
        (await Text(sandbox, phone, "Encore")).ShouldBeRefused(400, 21610);
        (await sandbox.Form($"{TwilioClient.Account}/Messages.json", ("To", phone), ("MessagingServiceSid", "MG" + new string('0', 32)), ("Body", "Another sender")))
            .Body.Text("status").ShouldBe("accepted");
        (await sandbox.TextsTo(phone)).ShouldContain(text => text.Text("body").StartsWith("Vous êtes désabonné", StringComparison.Ordinal));

        await Reply(sandbox, phone, "START");
        (await Text(sandbox, phone, "De retour")).Status.ShouldBe(201);
        await Reply(sandbox, phone, "Merci, stop plus tard");
        (await Text(sandbox, phone, "Toujours là")).Status.ShouldBe(201);

        await Reading.Eventually(() => Task.FromResult(listener.Received.Count == 3), "the replies are passed on");
        var told = listener.Received.Single(inbound => inbound.Fields["Body"] == "arrêt");
        (told.Fields["OptOutType"], told.Fields["From"], told.Fields["To"]).ShouldBe(("STOP", phone, Ours));
        told.Signature.ShouldBe(TwilioSignature.Sign(TwilioListener.AuthToken, told.Url, told.Fields));
        listener.Received.Single(inbound => inbound.Fields["Body"].StartsWith("Merci", StringComparison.Ordinal)).Fields.ContainsKey("OptOutType").ShouldBeFalse();
    }

    [Theory]
    [InlineData("STOP", "STOP")]
    [InlineData(" stop ", "STOP")]
    [InlineData("ARRÊT", "STOP")]
    [InlineData("arret", "STOP")]
    [InlineData("Start", "START")]
    [InlineData("unstop", "START")]
    [InlineData("stop it", null)]
    [InlineData("", null)]
    public void Only_a_word_alone_opts_out_or_in(string text, string? type) => (OptOutWord.In(text)?.Type).ShouldBe(type);

    [Fact]
    public async Task Texts_are_passed_on_signed_or_not_at_all() =>
        await Should.ThrowAsync<SandboxRefusesToStart>(() => RunningSandbox.Start(
            database, settings: new Dictionary<string, string?> { ["Twilio:InboundUrl"] = "http://127.0.0.1:1/inbound" }));

    private static Task<(int Status, JsonNode Body)> Text(RunningSandbox sandbox, string phone, string body) =>
        sandbox.Form($"{TwilioClient.Account}/Messages.json", ("To", phone), ("From", Ours), ("Body", body));

    private static async Task Reply(RunningSandbox sandbox, string phone, string body)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["to"] = Ours, ["body"] = body });
        using var answer = await sandbox.Http.PostAsync($"/phone/{Uri.EscapeDataString(phone)}/replies", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
    }
}
