using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Meta.Wire;

/// <summary>A refusal in the Graph API's shape.</summary>
/// <param name="Title">Meta's own heading, kept for refusals about an event.</param>
internal sealed record MetaRefusal(int Status, int Code, string Type, string Message, int? Subcode = null, string? Title = null, bool Transient = false)
{
    public static readonly MetaRefusal NoToken = new(400, 190, "OAuthException", "Invalid OAuth access token - Cannot parse access token");

    public static readonly MetaRefusal Unavailable =
        new(500, 2, "OAuthException", "An unexpected error has occurred. Please retry your request later.", Transient: true);

    public static MetaRefusal NoPixel(string pixel) => new(400, 100, "GraphMethodException",
        $"Unsupported post request. Object with ID '{pixel}' does not exist, cannot be loaded due to missing permissions, or does not support this operation", Subcode: 33);

    /// <summary>One bad event refuses the whole request.</summary>
    public static MetaRefusal Event(string title, string explanation, int? subcode = null) =>
        new(400, 100, "OAuthException", explanation, subcode, title);

    public IResult Answer()
    {
        // For an event the API says only "Invalid parameter", and why beside it.
        var error = new JsonObject { ["message"] = Title is null ? Message : "Invalid parameter", ["type"] = Type, ["code"] = Code };
        if (Subcode is not null) error["error_subcode"] = Subcode;
        error["is_transient"] = Transient;
        if (Title is not null) (error["error_user_title"], error["error_user_msg"]) = (Title, Message);
        error["fbtrace_id"] = NewTrace();
        return Results.Json(new JsonObject { ["error"] = error }, statusCode: Status);
    }

    public static string NewTrace() => "A" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 22);
}
