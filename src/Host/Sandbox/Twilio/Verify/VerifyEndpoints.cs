using System.Text.RegularExpressions;
using LeadMarket.Sandbox.Twilio.Wire;

namespace LeadMarket.Sandbox.Twilio.Verify;

/// <summary>Twilio Verify v2: start a verification, check its code.</summary>
internal static partial class VerifyEndpoints
{
    private const int BadParameter = 60200;

    public static void MapVerify(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v2/Services/{service}/Verifications", Start);
        app.MapPost("/v2/Services/{service}/VerificationCheck", Check);
    }

    private static async Task<IResult> Start(string service, HttpRequest request, VerificationBook book, CancellationToken cancel)
    {
        if (!TwilioSid.Is("VA", service)) return TwilioAnswer.NotFound(request);
        var form = await TwilioForm.Read(request, cancel);
        if (form["To"] is not { } to || !PhoneNumber.IsE164(to) || string.Equals(to, PhoneNumber.Landline, StringComparison.Ordinal)) return Invalid("To", form["To"]);
        if (form["Channel"] is not "sms") return Invalid("Channel", form["Channel"]);
        var locale = form["Locale"] ?? "en";
        if (!Locale().IsMatch(locale)) return Invalid("Locale", locale);

        var inFrench = locale.StartsWith("fr", StringComparison.Ordinal);
        return await book.Send(TwilioSid.Account, service, to, inFrench, cancel) is { } sent
            ? Results.Json(Resource(sent), statusCode: StatusCodes.Status201Created)
            : TwilioAnswer.Refuse(429, 60203, "Max send attempts reached");
    }

    private static async Task<IResult> Check(string service, HttpRequest request, VerificationBook book, CancellationToken cancel)
    {
        if (!TwilioSid.Is("VA", service)) return TwilioAnswer.NotFound(request);
        var form = await TwilioForm.Read(request, cancel);
        if (form["Code"] is not { Length: >= 4 and <= 10 } code) return Invalid("Code", form["Code"]);
        var (column, key) = form["VerificationSid"] is { } sid ? ("sid", sid) : ("phone", form["To"]);
        if (key is null) return Invalid("To", null);

        var (outcome, tried) = await book.Check(service, column, key, code, cancel);
        return outcome switch
        {
            CheckOutcome.Checked => Results.Ok(CheckedResource(tried!)),
            CheckOutcome.TooMany => TwilioAnswer.Refuse(429, 60202, "Max check attempts reached"),
            _ => TwilioAnswer.NotFound(request),
        };
    }

    private static object Resource(Verification sent) => new
    {
        sid = sent.Sid,
        service_sid = sent.Service,
        account_sid = sent.Account,
        to = sent.Phone,
        channel = "sms",
        status = sent.Status,
        valid = false,
        amount = (string?)null,
        payee = (string?)null,
        sna = (object?)null,
        lookup = new { carrier = (object?)null },
        send_code_attempts = sent.AttemptSids.Zip(sent.AttemptsMs, (attempt, at) => new { attempt_sid = attempt, channel = "sms", time = Moment(at) }),
        date_created = Moment(sent.CreatedMs),
        date_updated = Moment(sent.UpdatedMs),
        url = $"https://verify.twilio.com/v2/Services/{sent.Service}/Verifications/{sent.Sid}",
    };

    private static object CheckedResource(Verification tried) => new
    {
        sid = tried.Sid,
        service_sid = tried.Service,
        account_sid = tried.Account,
        to = tried.Phone,
        channel = "sms",
        status = tried.Status,
        valid = tried.Status is "approved",
        amount = (string?)null,
        payee = (string?)null,
        sna_attempts_error_codes = Array.Empty<object>(),
        date_created = Moment(tried.CreatedMs),
        date_updated = Moment(tried.UpdatedMs),
    };

    private static string Moment(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static IResult Invalid(string name, string? value) => TwilioAnswer.Refuse(400, BadParameter, $"Invalid parameter `{name}`: {value}");

    [GeneratedRegex("^[a-z]{2}(?:-[A-Z]{2})?$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Locale();
}
