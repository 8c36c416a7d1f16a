using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Tests.Twilio;

/// <summary>Speaks to a running Sandbox as a Twilio library does: Basic, forms.</summary>
internal static class TwilioClient
{
    public const string Service = "/v2/Services/VA00000000000000000000000000000000";
    public const string Account = "/2010-04-01/Accounts/AC00000000000000000000000000000000";

    public static void SignIn(this RunningSandbox sandbox, string user = "SK0b5e6a7d9c", string secret = "4d1c9a7e") =>
        sandbox.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}")));

    /// <summary>A number of its own for a test, which shares its database with others.</summary>
    public static string NewPhone() => $"+1438555{Random.Shared.Next(10_000):D4}";

    public static async Task<(int Status, JsonNode Body)> Form(this RunningSandbox sandbox, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await sandbox.Http.PostAsync(path, form);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public static Task<(int Status, JsonNode Body)> StartVerification(this RunningSandbox sandbox, string phone, string locale = "fr") =>
        sandbox.Form($"{Service}/Verifications", ("To", phone), ("Channel", "sms"), ("Locale", locale));

    public static Task<(int Status, JsonNode Body)> CheckCode(this RunningSandbox sandbox, string phone, string code) =>
        sandbox.Form($"{Service}/VerificationCheck", ("To", phone), ("Code", code));

    public static async Task<IReadOnlyList<JsonNode>> TextsTo(this RunningSandbox sandbox, string phone) =>
        [.. (await sandbox.Get($"/phone.json?to={phone}")).AsArray().Select(text => text!)];

    public static string Wrong(string code) => code is "000000" ? "111111" : "000000";

    /// <summary>Twilio's error shape, all four fields of it.</summary>
    public static void ShouldBeRefused(this (int Status, JsonNode Body) answer, int status, int code)
    {
        answer.Status.ShouldBe(status, answer.Body.ToJsonString());
        answer.Body["code"]!.GetValue<int>().ShouldBe(code);
        answer.Body["status"]!.GetValue<int>().ShouldBe(status);
        answer.Body.Text("message").ShouldNotBeEmpty();
        answer.Body.Text("more_info").ShouldBe($"https://www.twilio.com/docs/errors/{code}");
    }
}
