using System.Net.Mail;

namespace LeadMarket.Notifications.Infrastructure.Resend;

/// <summary>Configuration section <c>Resend</c>.</summary>
internal sealed class ResendOptions
{
    public const string Section = "Resend";

    /// <summary>Resend's API, or the Sandbox's mailbox in development.</summary>
    public Uri? BaseUrl { get; set; } = new("https://api.resend.com");

    /// <summary><c>re_…</c></summary>
    public string ApiKey { get; set; } = "";

    /// <summary><c>Name &lt;address@domain&gt;</c>, on a domain that Resend has verified.</summary>
    public string From { get; set; } = "";

    public bool HasBaseUrl => BaseUrl is { IsAbsoluteUri: true, Scheme: "https" or "http" };

    // An API key becomes a header: nothing but visible ASCII.
    public bool HasApiKey => ApiKey.Length > 0 && ApiKey.All(c => c is > ' ' and < '\x7f');

    public bool HasFrom => MailAddress.TryCreate(From, out _);
}
