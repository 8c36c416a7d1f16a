using Dapper;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Twilio.Callbacks;
using LeadMarket.Sandbox.Twilio.Phone;
using LeadMarket.Sandbox.Twilio.Wire;
using Npgsql;

namespace LeadMarket.Sandbox.Twilio.Messages;

/// <summary>What <c>GET …/Messages.json</c> asks for; times are unix milliseconds.</summary>
internal sealed record MessageFilter(string Account, string? To, string? From, long? SentFrom, long? SentUntil, int Page, int PageSize);

/// <summary>The messages of an account, and their way from queued to delivered.</summary>
internal sealed class MessageBook(NpgsqlDataSource database, SandboxClock clock, CallbackBook callbacks)
{
    private const int LandlineUnreachable = 30006;
    private int _moving = 1;

    /// <returns><c>null</c> when the phone opted out of this sender.</returns>
    public async Task<StoredText?> Send(string account, MessageOrder order, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await connection.QuerySingleAsync<bool>("select exists (select 1 from sandbox.opt_outs where phone = @To and sender = @From)", order, transaction)) return null;
        var text = new StoredText
        {
            Sid = TwilioSid.New("SM"), Kind = TextKinds.Outbound, Account = account, Service = order.Service, Sender = order.From, Recipient = order.To,
            Body = order.Body, Status = order.Service is null ? "queued" : "accepted", StatusCallback = order.StatusCallback,
            CreatedMs = clock.Milliseconds, UpdatedMs = clock.Milliseconds,
        };
        await PhoneBook.Add(transaction, text);
        await transaction.CommitAsync(cancel);
        Volatile.Write(ref _moving, 1);
        return text;
    }

    public async Task<StoredText?> Find(string account, string sid)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<StoredText>(
            $"select {PhoneBook.Columns} from sandbox.texts where sid = @sid and account = @account and kind <> 'verify'", new { account, sid });
    }

    /// <returns>The page asked for, newest first, and one message more when another page follows.</returns>
    public async Task<IReadOnlyList<StoredText>> List(MessageFilter filter)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<StoredText>($"""
            select {PhoneBook.Columns} from sandbox.texts
            where account = @Account and kind <> 'verify'
              and (@To is null or recipient = @To) and (@From is null or sender = @From)
              and (@SentFrom is null or sent_ms >= @SentFrom) and (@SentUntil is null or sent_ms < @SentUntil)
            order by seq desc limit @PageSize + 1 offset @Page::bigint * @PageSize
            """, filter)];
    }

    /// <summary>Moves every message one status on and owes a callback for each.</summary>
    public async Task Advance()
    {
        if (Interlocked.Exchange(ref _moving, 0) == 0) return;
        var moved = 1;
        try
        {
            await using var connection = await database.OpenConnectionAsync();
            moved = await connection.QuerySingleAsync<int>("""
                with moved as (
                    update sandbox.texts set
                        status = case when status = 'accepted' then 'queued' when status = 'queued' then 'sent'
                                      when recipient = @Landline then 'undelivered' else 'delivered' end,
                        error_code = case when status = 'sent' and recipient = @Landline then @LandlineUnreachable end,
                        sent_ms = case when status = 'queued' then @now else sent_ms end,
                        updated_ms = @now
                    where kind = 'outbound-api' and status in ('accepted', 'queued', 'sent')
                    returning *),
                told as (
                    insert into sandbox.twilio_callbacks (message, url, fields)
                    select sid, status_callback, json_strip_nulls(json_build_object(
                        'MessageSid', sid, 'SmsSid', sid, 'MessageStatus', status, 'SmsStatus', status, 'ErrorCode', error_code::text,
                        'To', recipient, 'From', sender, 'AccountSid', account, 'MessagingServiceSid', service, 'ApiVersion', '2010-04-01'))
                    from moved where status_callback is not null order by seq)
                select count(*)::int from moved
                """, new { PhoneNumber.Landline, LandlineUnreachable, now = clock.Milliseconds });
        }
        finally
        {
            if (moved > 0) Volatile.Write(ref _moving, 1);
        }

        if (moved > 0) callbacks.Ring();
    }
}
