using System.Net;
using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Tests.Twilio;

public sealed class VerifyTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    [Fact]
    public async Task A_code_arrives_by_text_and_approves_the_phone_once()
    {
        var sandbox = shared.Sandbox;
        var phone = TwilioClient.NewPhone();
        var (status, started) = await sandbox.StartVerification(phone);
        status.ShouldBe(201);
        started.Text("sid").ShouldMatch("^VE[0-9a-f]{32}$");
        started.Text("status").ShouldBe("pending");
        started["valid"]!.GetValue<bool>().ShouldBeFalse();
        started["send_code_attempts"]!.AsArray().Count.ShouldBe(1);

        var text = (await sandbox.TextsTo(phone)).Single();
        var code = text.Text("code");
        code.ShouldMatch("^[0-9]{6}$");
        text.Text("body").ShouldBe($"Votre code de vérification LeadMarket est : {code}");

        var wrong = await sandbox.CheckCode(phone, TwilioClient.Wrong(code));
        (wrong.Status, wrong.Body.Text("status"), wrong.Body["valid"]!.GetValue<bool>()).ShouldBe((200, "pending", false));
        var right = await sandbox.Form($"{TwilioClient.Service}/VerificationCheck", ("VerificationSid", started.Text("sid")), ("Code", code));
        (right.Status, right.Body.Text("status"), right.Body["valid"]!.GetValue<bool>()).ShouldBe((200, "approved", true));
        right.Body.Text("to").ShouldBe(phone);
        (await sandbox.CheckCode(phone, code)).ShouldBeRefused(404, 20404);
    }

    [Fact]
    public async Task The_text_speaks_the_language_asked_for()
    {
        var sandbox = shared.Sandbox;
        var phone = TwilioClient.NewPhone();
        await sandbox.StartVerification(phone, "en");
        (await sandbox.TextsTo(phone)).Single().Text("body").ShouldStartWith("Your LeadMarket verification code is: ");
    }

    [Fact]
    public async Task Sending_again_repeats_the_code_and_the_sixth_time_is_refused()
    {
        var sandbox = shared.Sandbox;
        var phone = TwilioClient.NewPhone();
        var sids = new HashSet<string>();
        for (var sends = 1; sends <= 5; sends++)
        {
            var (status, body) = await sandbox.StartVerification(phone);
            status.ShouldBe(201);
            body["send_code_attempts"]!.AsArray().Count.ShouldBe(sends);
            sids.Add(body.Text("sid"));
        }

        sids.Count.ShouldBe(1);
        (await sandbox.StartVerification(phone)).ShouldBeRefused(429, 60203);
        var texts = await sandbox.TextsTo(phone);
        texts.Count.ShouldBe(5);
        texts.Select(text => text.Text("code")).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Starts_at_the_same_instant_share_one_verification_and_its_limit()
    {
        var sandbox = shared.Sandbox;
        var phone = TwilioClient.NewPhone();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => sandbox.StartVerification(phone)));
        answers.Count(answer => answer.Status == 201).ShouldBe(5);
        answers.Where(answer => answer.Status == 201).Select(answer => answer.Body.Text("sid")).Distinct().Count().ShouldBe(1);
        answers.Where(answer => answer.Status != 201).ShouldAllBe(answer => answer.Status == 429);
    }

    [Fact]
    public async Task The_sixth_check_is_refused_even_with_the_right_code()
    {
        var sandbox = shared.Sandbox;
        var phone = TwilioClient.NewPhone();
        await sandbox.StartVerification(phone);
        var code = (await sandbox.TextsTo(phone)).Single().Text("code");
        for (var checks = 0; checks < 5; checks++) (await sandbox.CheckCode(phone, TwilioClient.Wrong(code))).Status.ShouldBe(200);
        (await sandbox.CheckCode(phone, code)).ShouldBeRefused(429, 60202);
    }

    [Fact]
    public async Task A_code_lives_ten_minutes_of_the_sandbox_clock_and_a_restart()
    {
        var phone = TwilioClient.NewPhone();
        string first;
        await using (var before = await RunningSandbox.Start(shared.Database))
        {
            before.SignIn();
            first = (await before.StartVerification(phone)).Body.Text("sid");
        }

        var sandbox = shared.Sandbox; // another process, which has only the database to know it from
        await sandbox.Order("/clock", new { advanceSeconds = 540 });
        (await sandbox.StartVerification(phone)).Body.Text("sid").ShouldBe(first);
        await sandbox.Order("/clock", new { advanceSeconds = 61 });
        var code = (await sandbox.TextsTo(phone))[0].Text("code");
        (await sandbox.CheckCode(phone, code)).ShouldBeRefused(404, 20404);
        (await sandbox.StartVerification(phone)).Body.Text("sid").ShouldNotBe(first);
    }

    [Theory]
    [InlineData("5145550123", "sms", "fr")]
    [InlineData("+1514555012", "sms", "fr")]
    [InlineData("+11145550123", "sms", "fr")]
    [InlineData("+15145550000", "sms", "fr")]
    [InlineData("", "sms", "fr")]
    [InlineData("+15145550123\0", "sms", "fr")]
    [InlineData("+15145550123", "pigeon", "fr")]
    [InlineData("+15145550123", "sms", "français")]
    public async Task A_parameter_that_is_bad_is_refused(string to, string channel, string locale)
    {
        var sandbox = shared.Sandbox;
        (await sandbox.Form($"{TwilioClient.Service}/Verifications", ("To", to), ("Channel", channel), ("Locale", locale))).ShouldBeRefused(400, 60200);
        (await sandbox.Form($"{TwilioClient.Service}/VerificationCheck", ("To", to), ("Code", "12"))).ShouldBeRefused(400, 60200);
    }

    [Theory]
    [InlineData("/v2/Services/VA1/Verifications")]
    [InlineData("/v2/Services/VA00000000000000000000000000000000/Elsewhere")]
    [InlineData("/2010-04-01/Accounts/AC1/Messages.json")]
    public async Task An_unknown_address_is_not_found(string path)
    {
        var sandbox = shared.Sandbox;
        (await sandbox.Form(path, ("To", "+15145550123"), ("Channel", "sms"))).ShouldBeRefused(404, 20404);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer SK1")]
    [InlineData("Basic ///")]
    [InlineData("Basic U0sxOg==")] // SK1 without a secret
    [InlineData("Basic Ym9iOnNlY3JldA==")] // neither a key nor an account
    [InlineData("Basic QUMxOnNlY3JldA==")] // another account
    public async Task Only_a_key_or_the_account_itself_is_let_in(string? authorization)
    {
        using var stranger = new HttpClient { BaseAddress = shared.Sandbox.Http.BaseAddress };
        if (authorization is not null) stranger.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        var answer = await stranger.GetAsync($"{TwilioClient.Account}/Messages.json");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (401, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!).ShouldBeRefused(401, 20003);
    }
}
