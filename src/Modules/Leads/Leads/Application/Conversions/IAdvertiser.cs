using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Application.Conversions;

/// <summary>Whoever the market advertises with. Never throws for what the vendor does or fails to do.</summary>
internal interface IAdvertiser
{
    /// <summary>Tells of leads, all at once.</summary>
    Task<AdvertiserAnswer> Tell(IReadOnlyList<DueConversion> conversions, CancellationToken cancel);
}

/// <summary>Whether the market advertises at all; without it nothing is queued.</summary>
internal sealed record AdvertisingSettings(bool On);

/// <summary>One lead as it may be told.</summary>
internal sealed record DueConversion(string EventId, DateTimeOffset At, ConversionFacts Facts);

/// <summary>What is known of a lead whose homeowner agreed to advertising and has not taken that back.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="UserAgent">Of the browser that gave the consent, as is <paramref name="IpAddress"/>.</param>
/// <param name="Page">The address of the page with the form.</param>
internal sealed record ConversionFacts(
    LeadId Lead, string Service, string Region, string Email, string Phone, string PostalCode, string? IpAddress, string? UserAgent,
    Attribution? Attribution, string? Page);

/// <summary>What the advertiser said to a batch.</summary>
internal abstract record AdvertiserAnswer
{
    private AdvertiserAnswer()
    {
    }

    public sealed record Taken : AdvertiserAnswer;

    /// <summary>At least one event of the batch will never be taken.</summary>
    public sealed record Refused(string Reason) : AdvertiserAnswer;

    /// <summary>Not now, or nobody knows. Sending it again cannot count it twice: the event's id is the same.</summary>
    public sealed record Unavailable(string Reason) : AdvertiserAnswer;
}
