using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages;

/// <summary>Tells anybody whether a consent receipt is genuine, and what it says. Nothing of it is kept.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Homeowner)]
public sealed class ReceiptModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    /// <summary>The text that was checked, as pasted.</summary>
    public string? Pasted { get; private set; }

    public CheckedReceipt? Checked { get; private set; }

    /// <summary>Which of our keys signed it; null unless it is genuine.</summary>
    public string? KeyId { get; private set; }

    public async Task<IActionResult> OnPost([FromForm] string? receipt, IFormFile? file, CancellationToken cancel)
    {
        Pasted = receipt;
        // Both may be there: a file is chosen on purpose, while a text may be left from the try before.
        var text = file is { Length: > 0 } ? await Read(file, cancel) : receipt;
        if (string.IsNullOrWhiteSpace(text)) return Refuse(Error.Invalid("receipt.missing", "receipt"));

        var found = await modules.Send(new CheckConsentReceipt(text), cancel);
        if (found.IsFailure) return Refuse(found.Error);

        Checked = found.Value;
        if (Checked.Fault is null) KeyId = KeyOf(text);
        return Page();
    }

    // The request as a whole is limited in size, and the file with it.
    private static async Task<string> Read(IFormFile file, CancellationToken cancel)
    {
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancel);
    }

    /// <summary>The key that the signed header names. Only of a genuine receipt: any other may be no JSON at all.</summary>
    private static string? KeyOf(string genuine)
    {
        using var receipt = JsonDocument.Parse(genuine);
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(receipt.RootElement.GetProperty("protected").GetString()));
        return header.RootElement.TryGetProperty("kid", out var key) ? key.GetString() : null;
    }
}
