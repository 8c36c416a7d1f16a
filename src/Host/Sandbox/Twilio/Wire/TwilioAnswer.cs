using System.Globalization;

namespace LeadMarket.Sandbox.Twilio.Wire;

/// <summary>Twilio's refusals, in the one shape that all its APIs share.</summary>
internal static class TwilioAnswer
{
    public static IResult Refuse(int status, int code, string message) => Results.Json(
        new { code, message, more_info = "https://www.twilio.com/docs/errors/" + code.ToString(CultureInfo.InvariantCulture), status }, statusCode: status);

    public static IResult NotFound(HttpRequest request)
    {
        // Verify leaves its version out of the address that it reports.
        var path = request.Path.StartsWithSegments("/v2", StringComparison.Ordinal, out var rest) ? rest : request.Path;
        return Refuse(404, 20404, $"The requested resource {path} was not found");
    }
}
