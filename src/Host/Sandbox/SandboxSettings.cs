namespace LeadMarket.Sandbox;

/// <summary>What the Sandbox is told at start.</summary>
/// <param name="Webhook">Where Stripe's events go; absent, they wait until a later start names an address.</param>
/// <param name="WebhookSecret">The whole <c>whsec_…</c> string that signs them.</param>
/// <param name="Host">The LeadMarket host, for seeding and for links.</param>
/// <param name="SharedSecret">The start-up secret that the host's seeding endpoint asks for.</param>
/// <param name="TwilioInbound">Where texts that phones send go; absent, they stay on the phone page.</param>
/// <param name="TwilioAuthToken">Signs Twilio's callbacks; absent, none is sent.</param>
internal sealed record SandboxSettings(Uri? Webhook, string? WebhookSecret, Uri? Host, string? SharedSecret, Uri? TwilioInbound, string? TwilioAuthToken)
{
    public static SandboxSettings From(IConfiguration configuration)
    {
        var webhook = Address(configuration, "Webhook:Url");
        var secret = configuration["Webhook:Secret"];
        if (webhook is not null && string.IsNullOrWhiteSpace(secret))
            throw new SandboxRefusesToStart("Webhook:Url is set but Webhook:Secret is not: events cannot be sent unsigned.");

        var inbound = Address(configuration, "Twilio:InboundUrl");
        var token = configuration["Twilio:AuthToken"] is { Length: > 0 } text ? text : null;
        if (inbound is not null && token is null)
            throw new SandboxRefusesToStart("Twilio:InboundUrl is set but Twilio:AuthToken is not: texts cannot be passed on unsigned.");

        return new(webhook, secret, Address(configuration, "Host:Url"), configuration["Sandbox:Secret"], inbound, token);
    }

    private static Uri? Address(IConfiguration configuration, string key)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text)) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new SandboxRefusesToStart($"{key} is '{text}', which is not an http address.");
    }
}
