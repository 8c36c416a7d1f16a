using LeadMarket.TestKit;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>What people find in their mailboxes.</summary>
public sealed class Mail(Sandbox sandbox)
{
    /// <summary>Waits for the mail whose subject begins with these words.</summary>
    public async Task<SentMail> To(string address, string subject)
    {
        SentMail? found = null;
        await Eventually.Holds(async () =>
        {
            found = (await sandbox.Mailbox(address)).FirstOrDefault(sent => sent.Subject.StartsWith(subject, StringComparison.Ordinal));
            return found is not null;
        }, TimeSpan.FromSeconds(20), $"a mail '{subject}…' for {address}");
        return found!;
    }
}
