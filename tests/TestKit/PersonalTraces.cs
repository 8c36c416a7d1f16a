using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace LeadMarket.TestKit;

/// <summary>Searches every column of every table that a connection may read for what tells who somebody is, however it is spelled.</summary>
public static class PersonalTraces
{
    private const string Gap = @"[\s().+\-\u2010\u2011\u2013\u00a0]{0,3}";

    /// <summary>Where the person is found, as <c>schema.table.column (rows)</c>; empty when nothing tells of them.</summary>
    /// <param name="connection">Open, and allowed to see every row: a superuser's, or a module's as the system.</param>
    /// <param name="texts">Names, addresses, whatever is theirs alone. Upper and lower case are one.</param>
    /// <param name="phone">As typed; found in whatever punctuation, with or without the country code.</param>
    public static async Task<IReadOnlyList<string>> Find(NpgsqlConnection connection, IEnumerable<string> texts, string phone)
    {
        var digits = phone.Where(char.IsAsciiDigit).TakeLast(10).ToArray();
        var likes = texts.SelectMany(Spellings).Concat(Hashes(texts, new string(digits))).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(text => $"%{text.ToLowerInvariant().Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%").ToArray();
        var tables = await Tables(connection);
        if (tables.Count == 0) throw new InvalidOperationException("No table was searched.");

        var found = new List<string>();
        foreach (var (table, columns) in tables)
            found.AddRange(await Search(connection, table, columns, likes, string.Join(Gap, digits)));
        return found;
    }

    private static async Task<IReadOnlyList<(string Table, string[] Columns)>> Tables(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            select format('%I.%I', n.nspname, c.relname), array_agg(case a.atttypid when 'bytea'::regtype then format('encode(%I, ''escape'')', a.attname) else format('%I::text', a.attname) end)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind in ('r', 'm', 'p') and n.nspname <> 'information_schema' and n.nspname not like 'pg\_%' and has_table_privilege(c.oid, 'select')
            group by 1 order by 1
            """, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var tables = new List<(string, string[])>();
        while (await rows.ReadAsync()) tables.Add((rows.GetString(0), rows.GetFieldValue<string[]>(1)));
        return tables;
    }

    private static async Task<IEnumerable<string>> Search(NpgsqlConnection connection, string table, string[] columns, string[] likes, string phone)
    {
        var counts = columns.Select(column => $"count(*) filter (where lower({column}) like any(@likes) or {column} ~ @phone)");
        await using var command = new NpgsqlCommand($"select {string.Join(", ", counts)} from {table}", connection);
        command.Parameters.AddWithValue("likes", likes);
        command.Parameters.AddWithValue("phone", phone);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return [.. columns.Index().Where(column => row.GetInt64(column.Index) > 0).Select(column => $"{table}.{Name(column.Item)} ({row.GetInt64(column.Index)})")];
    }

    private static string Name(string column) => Regex.Match(column, @"^(?:encode\()?(?<name>""?\w+""?)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["name"].Value;

    // As stored plainly, inside JSON, inside a rendered page or mail, inside an address.
    private static IEnumerable<string> Spellings(string text) =>
    [
        text,
        text.Normalize(NormalizationForm.FormD),
        JsonSerializer.Serialize(text).Trim('"'),
        JsonSerializer.Serialize(text, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })[1..^1],
        WebUtility.HtmlEncode(text),
        System.Text.Encodings.Web.HtmlEncoder.Default.Encode(text),
        Uri.EscapeDataString(text),
        WebUtility.UrlEncode(text),
    ];

    // What an advertiser or a receipt is given in the person's stead. A telephone's hash is guessed in minutes.
    private static IEnumerable<string> Hashes(IEnumerable<string> texts, string digits) =>
        texts.Select(text => text.Trim().ToLower(CultureInfo.InvariantCulture)).Concat([digits, "1" + digits, "+1" + digits])
            .Select(text => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
}
