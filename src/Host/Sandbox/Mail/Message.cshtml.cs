using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Sandbox.Mail;

/// <summary>One mail as its reader would see it.</summary>
public sealed class MessageModel : PageModel
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly Mailbox _mailbox;

    public MessageModel(IServiceProvider services) => _mailbox = services.GetRequiredService<Mailbox>();

    internal StoredEmail Email { get; private set; } = null!;

    /// <summary>The rest of the request: the bodies are shown above it.</summary>
    internal string Source
    {
        get
        {
            var sent = JsonNode.Parse(Email.Message)!.AsObject();
            sent.Remove("html");
            sent.Remove("text");
            return sent.ToJsonString(Indented);
        }
    }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await _mailbox.Find(id) is not { } email) return NotFound();
        Email = email;
        return Page();
    }
}
