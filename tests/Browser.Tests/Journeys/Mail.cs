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

    /// <summary>Waits for a mail that leads to this page, and answers its link.</summary>
    /// <param name="page">What its address begins with, without the host; a key or a query follows.</param>
    public async Task<string> WithLink(string address, string page)
    {
        string? link = null;
        await Eventually.Holds(async () =>
        {
            var letters = await sandbox.Mailbox(address);
            link = letters.SelectMany(sent => sent.Text!.Split((char[])[' ', '\n', '\r'])).FirstOrDefault(word =>
                Uri.TryCreate(word, UriKind.Absolute, out var found) && found.PathAndQuery.StartsWith(page, StringComparison.Ordinal) && found.PathAndQuery.Length > page.Length);
            return link is not null;
        }, TimeSpan.FromSeconds(20), $"a mail that leads to {page} for {address}");
        return link!;
    }
}
