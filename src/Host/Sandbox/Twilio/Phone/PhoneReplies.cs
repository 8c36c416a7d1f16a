using Dapper;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Twilio.Callbacks;
using LeadMarket.Sandbox.Twilio.Wire;
using Npgsql;

namespace LeadMarket.Sandbox.Twilio.Phone;

/// <summary>Answers written on the phone page: they opt out or back in, and reach the inbound webhook when there is one.</summary>
internal sealed class PhoneReplies(NpgsqlDataSource database, SandboxClock clock, SandboxSettings settings, CallbackBook callbacks)
{
    /// <returns>Whether there was a thread to answer.</returns>
    public async Task<bool> Send(string phone, string party, string body, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var answered = await connection.QueryFirstOrDefaultAsync<StoredText>($"""
            select {PhoneBook.Columns} from sandbox.texts where recipient = @phone and sender = @party and kind = 'outbound-api' order by seq desc limit 1
            """, new { phone, party }, transaction);
        if (answered is null) return false;

        var reply = Written(TextKinds.Inbound, answered, phone, party, body) with { Status = "received" };
        await PhoneBook.Add(transaction, reply);
        var word = OptOutWord.In(body);
        if (word is not null)
        {
            await connection.ExecuteAsync(word.Type is "STOP"
                ? "insert into sandbox.opt_outs (phone, sender, at_ms) values (@phone, @party, @now) on conflict do nothing"
                : "delete from sandbox.opt_outs where phone = @phone and sender = @party", new { phone, party, now = clock.Milliseconds }, transaction);
            await PhoneBook.Add(transaction, Written(TextKinds.Reply, answered, party, phone, word.Confirmation) with { Status = "delivered" });
        }

        if (settings.TwilioInbound is { } inbound) await callbacks.Add(transaction, reply.Sid, inbound, Fields(reply, word));
        await transaction.CommitAsync(cancel);
        callbacks.Ring();
        return true;
    }

    private StoredText Written(string kind, StoredText answered, string sender, string recipient, string body) => new()
    {
        Sid = TwilioSid.New("SM"), Kind = kind, Account = answered.Account, Service = answered.Service, Sender = sender, Recipient = recipient,
        Body = body, CreatedMs = clock.Milliseconds, SentMs = clock.Milliseconds, UpdatedMs = clock.Milliseconds,
    };

    private static Dictionary<string, string> Fields(StoredText reply, OptOutWord? word)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MessageSid"] = reply.Sid, ["SmsSid"] = reply.Sid, ["AccountSid"] = reply.Account, ["From"] = reply.Sender, ["To"] = reply.Recipient,
            ["Body"] = reply.Body, ["NumMedia"] = "0", ["NumSegments"] = SmsSegments.Of(reply.Body), ["SmsStatus"] = "received", ["ApiVersion"] = "2010-04-01",
        };
        if (reply.Service is not null) fields["MessagingServiceSid"] = reply.Service;
        if (word is not null) fields["OptOutType"] = word.Type;
        return fields;
    }
}
