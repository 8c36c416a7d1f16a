using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>How to reach Stripe. Configuration section <c>Stripe</c>.</summary>
internal sealed class StripeOptions
{
    public const string Section = "Stripe";

    /// <summary>Stripe itself, or what stands in for it in development.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.stripe.com");

    /// <summary><c>sk_test_…</c> or <c>sk_live_…</c>, or a restricted <c>rk_…</c> key.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Signing secrets, whole (<c>whsec_…</c>). Several while one is being rotated out.</summary>
    public IList<string> WebhookSecrets { get; set; } = [];

    /// <summary>Whether this key moves real money.</summary>
    public bool LiveMode => SecretKey.StartsWith("sk_live_", StringComparison.Ordinal) || SecretKey.StartsWith("rk_live_", StringComparison.Ordinal);
}

/// <summary>Refuses to start with settings that would take money from nobody, or send a real key to a stand-in.</summary>
internal sealed class StripeOptionsRules(IConfiguration configuration) : IValidateOptions<StripeOptions>
{
    private static readonly string[] Keys = ["sk_test_", "sk_live_", "rk_test_", "rk_live_"];

    public ValidateOptionsResult Validate(string? name, StripeOptions options)
    {
        var wrong = new List<string>();
        if (!Keys.Any(key => options.SecretKey.StartsWith(key, StringComparison.Ordinal) && options.SecretKey.Length > key.Length))
            wrong.Add("Stripe:SecretKey is missing or is not a secret key (sk_test_…, sk_live_…, rk_test_…, rk_live_…).");
        // An empty secret would make anybody's signature valid.
        if (options.WebhookSecrets.Count == 0 || options.WebhookSecrets.Any(string.IsNullOrWhiteSpace))
            wrong.Add("Stripe:WebhookSecrets needs at least one signing secret (whsec_…), and none may be empty.");
        if (!options.BaseUrl.IsAbsoluteUri || options.BaseUrl.Scheme is not ("http" or "https"))
            wrong.Add("Stripe:BaseUrl must be an http or https address.");
        else if (options.LiveMode && (options.BaseUrl.Scheme is not "https" || options.BaseUrl.IsLoopback || configuration["Sandbox:Url"] is { Length: > 0 }))
            wrong.Add("Stripe:SecretKey is a live key: it goes to Stripe over https only, and never where a Sandbox is configured.");
        else if (options.BaseUrl is { Scheme: "http", IsLoopback: false })
            wrong.Add("Stripe:BaseUrl must be https, unless it is this machine.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
