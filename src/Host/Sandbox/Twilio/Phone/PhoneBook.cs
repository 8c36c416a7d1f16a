using Dapper;
using Npgsql;

namespace LeadMarket.Sandbox.Twilio.Phone;

/// <summary>Every text, seen from the phones.</summary>
internal sealed class PhoneBook(NpgsqlDataSource database)
{
    /// <summary>Verify texts come from Twilio's own pool of senders, which no reply reaches.</summary>
    public const string VerifySender = "Verify";

    public const string Columns = """
        sid, kind, account, service, sender, recipient, body, code, status, error_code as "ErrorCode",
        status_callback as "StatusCallback", created_ms as "CreatedMs", sent_ms as "SentMs", updated_ms as "UpdatedMs"
        """;

    public static Task Add(NpgsqlTransaction transaction, StoredText text) => transaction.Connection!.ExecuteAsync("""
        insert into sandbox.texts (sid, kind, account, service, sender, recipient, body, code, status, status_callback, created_ms, sent_ms, updated_ms)
        values (@Sid, @Kind, @Account, @Service, @Sender, @Recipient, @Body, @Code, @Status, @StatusCallback, @CreatedMs, @SentMs, @UpdatedMs)
        """, text, transaction);

    /// <summary>What arrived, newest first.</summary>
    /// <param name="to">Only at this phone.</param>
    public async Task<IReadOnlyList<StoredText>> Arrived(int most, string? to = null)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<StoredText>($"""
            select {Columns} from sandbox.texts
            where kind <> 'inbound' and (@to is null or recipient = @to)
            order by seq desc limit @most
            """, new { most, to })];
    }

    /// <summary>The last text of each phone, latest phone first.</summary>
    public async Task<IReadOnlyList<StoredText>> Phones(int most)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<StoredText>($"""
            select {Columns} from (
                select distinct on (case when kind = 'inbound' then sender else recipient end) *
                from sandbox.texts order by case when kind = 'inbound' then sender else recipient end, seq desc) last
            order by seq desc limit @most
            """, new { most })];
    }

    /// <summary>The threads of one phone, the last used first, each from its oldest text on.</summary>
    public async Task<IReadOnlyList<PhoneThread>> Threads(string phone, int mostTexts)
    {
        await using var connection = await database.OpenConnectionAsync();
        var texts = await connection.QueryAsync<StoredText>($"""
            select {Columns} from sandbox.texts
            where (recipient = @phone and kind <> 'inbound') or (sender = @phone and kind = 'inbound')
            order by seq desc limit @mostTexts
            """, new { phone, mostTexts });
        var optedOut = (await connection.QueryAsync<string>("select sender from sandbox.opt_outs where phone = @phone", new { phone }))
            .ToHashSet(StringComparer.Ordinal);
        return [.. texts.GroupBy(text => text.Party, StringComparer.Ordinal)
            .Select(thread => new PhoneThread(thread.Key, [.. thread.Reverse()], optedOut.Contains(thread.Key)))];
    }
}

/// <param name="Party">Who writes to the phone.</param>
/// <param name="OptedOut">The phone answered STOP and gets nothing more from them.</param>
internal sealed record PhoneThread(string Party, IReadOnlyList<StoredText> Texts, bool OptedOut)
{
    public bool TakesReplies => !string.Equals(Party, PhoneBook.VerifySender, StringComparison.Ordinal);
}
