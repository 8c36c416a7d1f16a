using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Sandbox.Mail;

/// <summary>The list of mail sent.</summary>
public sealed class MailboxModel : PageModel
{
    private readonly Mailbox _mailbox;

    public MailboxModel(IServiceProvider services) => _mailbox = services.GetRequiredService<Mailbox>();

    internal IReadOnlyList<StoredEmail> Emails { get; private set; } = [];

    public async Task OnGetAsync() => Emails = await _mailbox.Latest(200);
}
