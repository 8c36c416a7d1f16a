using System.Globalization;
using LeadMarket.Leads.Application.Conversions;

namespace LeadMarket.Leads.Infrastructure.Meta;

/// <summary>What Meta's answers mean for a batch (developers.facebook.com, Graph API, error handling).</summary>
internal static class MetaAnswers
{
    public static AdvertiserAnswer Read(int status, MetaReceipt? receipt, MetaError? error)
    {
        // A success that counts nothing is most likely a proxy's page; sending again cannot count twice.
        if (status is >= 200 and < 300)
            return receipt?.EventsReceived is null ? new AdvertiserAnswer.Unavailable("success without a count") : new AdvertiserAnswer.Taken();

        var reason = string.Create(CultureInfo.InvariantCulture, $"{status} {error?.Code}/{error?.ErrorSubcode}").TrimEnd('/', ' ');
        return status is >= 400 and < 500 and not (408 or 429) && !IsAboutUs(status, error)
            ? new AdvertiserAnswer.Refused(reason)
            : new AdvertiserAnswer.Unavailable(reason);
    }

    /// <summary>Refused for our token, our rights or our pace, and not for an event: it works again once someone has mended that, or later.</summary>
    public static bool IsAboutUs(int status, MetaError? error) =>
        status is 401 or 403
        || error?.Code is 1 or 2 // Meta's own trouble
        || error?.Code is 4 or 17 or 32 or 341 or 613 or (>= 80000 and <= 80014) // too many calls
        || error?.Code is 10 or 102 or 190 or (>= 200 and <= 299) // no right to this pixel, or a token that has ended
        || error is { Code: 100, ErrorSubcode: 33 }; // no such pixel, or not ours
}
