namespace LeadMarket.TestKit;

/// <summary>What a test wants of its market.</summary>
/// <param name="Hosts">How many hosts share the database.</param>
/// <param name="Market">A market file by name.</param>
/// <param name="Environment">Further settings of every host, in environment form (<c>RateLimits__Enabled</c>).</param>
/// <param name="EarlyAccess">Leads open to the better plans first, as in life; otherwise every plan sees them at once.</param>
/// <param name="DatabasePort">Where hosts reach PostgreSQL when a pooler stands before it; its own port otherwise.</param>
public sealed record MarketSettings(
    int Hosts = 1,
    string Market = "quebec-energy",
    IReadOnlyDictionary<string, string>? Environment = null,
    bool EarlyAccess = false,
    int? DatabasePort = null)
{
    /// <summary>The secret that the host's seeding endpoint asks for.</summary>
    public const string SandboxSecret = "tests-share-this-with-the-sandbox";

    /// <summary>Signs Stripe's webhooks, for tests that forge or rotate them.</summary>
    public const string WebhookSecret = "whsec_4f1d0f6e2b7a49c3a8d5e90b6c72f318";

    /// <summary>Signs consent receipts: a P-256 private key of the tests' own, PKCS#8, in hex.</summary>
    public const string ReceiptKey =
        "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b02010104200810bbb707b69f31266734a6aa565726db52dfea0462843e2e2594526cfe7ac7a144"
        + "034200045d42d169cc81306149fd6c1b7a8cbe34aa6665f5c05b80bb22fcb41d6724687b73f24a2c331734172bb861ed24ea7fbb38cca4d10eedfb95679da436a61c17c8";

    /// <summary>Roles belong to the whole server, so every database of a test run has to agree on their password.</summary>
    public const string RolePassword = "9d2c4b7e1f603a58";

    // A process that lives for a minute does not live to see what compiling a method better, on its thirtieth call, would gain:
    // a third of all that a host of a test does.
    private const string NoSecondCompilation = "DOTNET_TC_CallCounting";

    internal IReadOnlyDictionary<string, string> ForHost(TestDatabase database, Uri site, Uri sandbox) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["DOTNET_ENVIRONMENT"] = "Development",
        [NoSecondCompilation] = "0",
        ["Database__ConnectionString"] = database.ConnectionString,
        ["Database__RolePassword"] = RolePassword,
        ["DataProtection__Secret"] = "5a0e7c1b93d84f26a1c7e0955b3d6f48",
        ["Market__File"] = EarlyAccess ? Repository.Market(Market) : MarketCopies.WithoutWaits(Market),
        ["Site__PublicUrl"] = Origin(site),
        ["Sandbox__Url"] = Origin(sandbox),
        ["Sandbox__Secret"] = SandboxSecret,
        ["Stripe__BaseUrl"] = Origin(sandbox),
        ["Stripe__SecretKey"] = "sk_test_0b5e6a7d9c",
        ["Stripe__WebhookSecrets__0"] = WebhookSecret,
        ["Resend__BaseUrl"] = Origin(sandbox),
        ["Resend__ApiKey"] = "re_0b5e6a7d9c",
        ["Resend__From"] = "leadmarket@example.com",
        ["Twilio__VerifyUrl"] = Origin(sandbox),
        ["Twilio__KeySid"] = "SK0b5e6a7d9c",
        ["Twilio__KeySecret"] = "4d1c9a7e",
        ["Twilio__VerifyService"] = "VA00000000000000000000000000000000",
        ["Twilio__MessagesUrl"] = Origin(sandbox),
        ["Twilio__AccountSid"] = "AC00000000000000000000000000000000",
        ["Twilio__From"] = "+18335550199",
        ["Meta__BaseUrl"] = Origin(sandbox),
        ["Meta__ScriptUrl"] = Origin(sandbox) + "/en_US/fbevents.js",
        ["Meta__PixelId"] = "1000000000000001",
        ["Meta__AccessToken"] = "EAA0b5e6a7d9c",
        ["Receipts__SigningKeys__0"] = ReceiptKey,
        ["RateLimits__Enabled"] = "false",
        // Hundreds of seeded contractors cover every lead: telling them all would be most of what a test run does.
        ["Alerts__NewLeads"] = EarlyAccess ? "true" : "false",
    };

    internal IReadOnlyDictionary<string, string> ForSandbox(TestDatabase database, Uri host) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["DOTNET_ENVIRONMENT"] = "Development",
        [NoSecondCompilation] = "0",
        ["Database__ConnectionString"] = database.ConnectionString,
        ["Database__RolePassword"] = RolePassword,
        ["Sandbox__Secret"] = SandboxSecret,
        ["Host__Url"] = Origin(host),
        ["Webhook__Url"] = new Uri(host, "/webhooks/stripe").AbsoluteUri,
        ["Webhook__Secret"] = WebhookSecret,
    };

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
