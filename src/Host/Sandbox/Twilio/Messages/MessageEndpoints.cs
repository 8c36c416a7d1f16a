using System.Globalization;
using LeadMarket.Sandbox.State;
using LeadMarket.Sandbox.Twilio.Phone;
using LeadMarket.Sandbox.Twilio.Wire;
using Microsoft.AspNetCore.Http.Extensions;

namespace LeadMarket.Sandbox.Twilio.Messages;

/// <summary>Twilio's Messages of API version 2010-04-01: send, read one, list.</summary>
internal static class MessageEndpoints
{
    private const int OptedOut = 21610;

    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/2010-04-01/Accounts/{account}");
        account.MapPost("/Messages.json", Send);
        account.MapGet("/Messages.json", List);
        account.MapGet("/Messages/{sid}.json", Retrieve);
    }

    private static async Task<IResult> Send(string account, HttpRequest request, MessageBook book, CancellationToken cancel)
    {
        if (!TwilioSid.Is("AC", account)) return TwilioAnswer.NotFound(request);
        var (order, refusal) = MessageOrder.Read(await TwilioForm.Read(request, cancel));
        if (order is null) return refusal!;
        return await book.Send(account, order, cancel) is { } text
            ? Results.Json(Resource(text), statusCode: StatusCodes.Status201Created)
            : TwilioAnswer.Refuse(400, OptedOut, "Attempt to send to unsubscribed recipient");
    }

    private static async Task<IResult> Retrieve(string account, string sid, HttpRequest request, MessageBook book) =>
        TwilioSid.Is("SM", sid) && await book.Find(account, sid) is { } text ? Results.Ok(Resource(text)) : TwilioAnswer.NotFound(request);

    private static async Task<IResult> List(string account, HttpRequest request, MessageBook book)
    {
        if (!TwilioSid.Is("AC", account)) return TwilioAnswer.NotFound(request);
        // The comparison is part of the name: `DateSent>=2026-11-21` is a field called `DateSent>`.
        var (on, from, until) = (Asked(request, "DateSent"), Asked(request, "DateSent>"), Asked(request, "DateSent<"));
        foreach (var date in new[] { on, from, until })
        {
            if (date is not null && Moment(date) is null) return TwilioAnswer.Refuse(400, 20001, $"Invalid DateSent: {date}");
        }

        var filter = new MessageFilter(account, Number(request, "To"), Number(request, "From"),
            SentFrom: Moment(from ?? on), SentUntil: EndOf(until ?? on),
            Page: Whole(request, "Page", 0, 1_000_000), PageSize: Math.Max(1, Whole(request, "PageSize", 50, 1000)));
        return Results.Ok(Page(request, filter, await book.List(filter)));
    }

    private static string? Asked(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text && RequestBody.IsStorable(text) ? text : null;

    private static string? Number(HttpRequest request, string name) => Asked(request, name) is { } text ? PhoneNumber.FromQuery(text) : null;

    private static int Whole(HttpRequest request, string name, int otherwise, int most) =>
        int.TryParse(Asked(request, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, most) : otherwise;

    private static long? Moment(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUnixTimeMilliseconds() : null;

    /// <summary>A date alone means its whole day.</summary>
    private static long? EndOf(string? text) => Moment(text) + (text is { Length: 10 } ? (long)TimeSpan.FromDays(1).TotalMilliseconds : 1);

    private static object Page(HttpRequest request, MessageFilter filter, IReadOnlyList<StoredText> found)
    {
        var shown = found.Take(filter.PageSize).Select(Resource).ToList();
        return new
        {
            messages = shown,
            page = filter.Page,
            page_size = filter.PageSize,
            start = filter.Page * filter.PageSize,
            end = (filter.Page * filter.PageSize) + Math.Max(0, shown.Count - 1),
            uri = At(filter.Page),
            first_page_uri = At(0),
            next_page_uri = found.Count > filter.PageSize ? At(filter.Page + 1) : null,
            previous_page_uri = filter.Page > 0 ? At(filter.Page - 1) : null,
        };

        string At(int page)
        {
            var kept = request.Query.Where(field => field.Key is not ("Page" or "PageSize"));
            var query = new QueryBuilder(kept)
            {
                { "PageSize", filter.PageSize.ToString(CultureInfo.InvariantCulture) },
                { "Page", page.ToString(CultureInfo.InvariantCulture) },
            };
            return request.Path + query.ToQueryString();
        }
    }

    private static object Resource(StoredText text) => new
    {
        sid = text.Sid,
        account_sid = text.Account,
        api_version = "2010-04-01",
        messaging_service_sid = text.Service,
        from = text.Sender,
        to = text.Recipient,
        body = text.Body,
        direction = text.Kind,
        status = text.Status,
        error_code = text.ErrorCode,
        error_message = text.ErrorCode is null ? null : "Landline or unreachable carrier",
        num_media = "0",
        num_segments = SmsSegments.Of(text.Body),
        price = (string?)null,
        price_unit = "USD",
        date_created = Rfc2822(text.CreatedMs),
        date_sent = text.SentMs is { } sent ? Rfc2822(sent) : null,
        date_updated = Rfc2822(text.UpdatedMs),
        uri = $"/2010-04-01/Accounts/{text.Account}/Messages/{text.Sid}.json",
    };

    private static string Rfc2822(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
