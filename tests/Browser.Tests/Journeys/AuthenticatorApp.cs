using LeadMarket.TestKit;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>An authenticator app on somebody's telephone, set up with the key that a page shows.</summary>
public sealed class AuthenticatorApp(string typedKey, Sandbox sandbox)
{
    private static readonly TimeSpan OneCode = TimeSpan.FromSeconds(30);
    private readonly Authenticator _authenticator = Authenticator.With(typedKey);
    private string? _used;

    /// <summary>What it shows; waits for the next one when this one was used.</summary>
    public async Task<string> NextCode()
    {
        var code = "";
        await Eventually.Holds(
            async () => (code = _authenticator.CodeAt(await sandbox.Now())) != _used, OneCode + TimeSpan.FromSeconds(5), "the app shows another code");
        return _used = code;
    }
}
