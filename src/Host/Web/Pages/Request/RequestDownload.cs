using System.Text.Encodings.Web;
using System.Text.Json;
using LeadMarket.Leads.Contracts;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Purchasing.Contracts;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace LeadMarket.Web.Pages.Request;

/// <summary>The file that a homeowner takes away: a common, structured format, and one that they can read (Law 25, s. 27).</summary>
public sealed class RequestDownload(IOptions<JsonOptions> json)
{
    private readonly JsonSerializerOptions _readable = new(json.Value.SerializerOptions)
    {
        WriteIndented = true,
        // It is only ever saved, never part of a page: letters and signs may stand as themselves.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public byte[] Everything(RequestExport held, IReadOnlyList<Buyer> contractors, IReadOnlyList<MessageView> messages) =>
        JsonSerializer.SerializeToUtf8Bytes(new Takeaway(held, contractors, messages), _readable);

    /// <param name="Held">What the request, its consents and its history say.</param>
    /// <param name="Contractors">Who has, or had, the details.</param>
    /// <param name="Messages">What was sent about it.</param>
    private sealed record Takeaway(RequestExport Held, IReadOnlyList<Buyer> Contractors, IReadOnlyList<MessageView> Messages);
}
