using LeadMarket.Billing.Infrastructure.Stripe;
using Microsoft.Extensions.Configuration;

namespace LeadMarket.Billing.Tests.Stripe;

public sealed class StripeOptionsTests
{
    [Theory]
    [InlineData("sk_test_1", "http://localhost:5081", "whsec_1", true)]
    [InlineData("sk_live_1", "https://api.stripe.com", "whsec_1", true)]
    [InlineData("sk_live_1", "http://api.stripe.com", "whsec_1", false)]
    [InlineData("sk_live_1", "https://localhost:5081", "whsec_1", false)]
    [InlineData("rk_live_1", "http://localhost:5081", "whsec_1", false)]
    [InlineData("sk_test_1", "http://api.stripe.com", "whsec_1", false)]
    [InlineData("sk_test_1", "https://api.stripe.com", "", false)]
    [InlineData("sk_test_1", "https://api.stripe.com", "  ", false)]
    [InlineData("sk_test_1", "ftp://api.stripe.com", "whsec_1", false)]
    [InlineData("pk_test_1", "https://api.stripe.com", "whsec_1", false)]
    [InlineData("", "https://api.stripe.com", "whsec_1", false)]
    public void Settings_that_would_lose_money_or_leak_a_key_refuse_to_start(string key, string url, string secret, bool starts) =>
        Check(new StripeOptions { SecretKey = key, BaseUrl = new Uri(url), WebhookSecrets = [secret] }).ShouldBe(starts);

    [Fact]
    public void No_signing_secret_refuses_to_start() => Check(new StripeOptions { SecretKey = "sk_test_1" }).ShouldBeFalse();

    [Fact]
    public void A_live_key_beside_a_Sandbox_refuses_to_start() =>
        Check(new StripeOptions { SecretKey = "sk_live_1", WebhookSecrets = ["whsec_1"] }, sandbox: "http://localhost:5081").ShouldBeFalse();

    private static bool Check(StripeOptions options, string? sandbox = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Sandbox:Url"] = sandbox }).Build();
        return new StripeOptionsRules(configuration).Validate(null, options).Succeeded;
    }
}
