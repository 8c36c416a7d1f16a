using System.Text.Json;
using LeadMarket.Kernel;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Diagnostics;

namespace LeadMarket.Web.Api;

/// <summary>Refusals as RFC 9457 problems with a stable <c>code</c>, worded in the caller's language.</summary>
internal static class ApiProblems
{
    private const string ContentType = "application/problem+json";

    /// <param name="Errors">Field to what is wrong with it.</param>
    private sealed record Problem(
        string Type, string Title, int Status, string Code, IReadOnlyDictionary<string, IReadOnlyList<FieldProblem>>? Errors = null);

    private sealed record FieldProblem(string Code, string Message);

    /// <summary>What the API answers when a request cannot even be read, or when we fail.</summary>
    public static ExceptionHandlerOptions ExceptionOptions { get; } = new()
    {
        ExceptionHandler = http =>
        {
            var (status, code) = http.Features.Get<IExceptionHandlerFeature>()?.Error switch
            {
                BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, "request.too-large"),
                BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => (StatusCodes.Status415UnsupportedMediaType, "request.not-json"),
                BadHttpRequestException => (StatusCodes.Status400BadRequest, "request.unreadable"),
                _ => (StatusCodes.Status500InternalServerError, "request.failed"),
            };
            return Write(http, status, code);
        },
    };

    /// <summary>A module's refusal as an answer.</summary>
    public static IResult Refusal(Error error) => new Answer(error);

    public static Task Write(HttpContext http, int status, string code) => WriteProblem(http, new Error(code, ErrorKind.Validation), status);

    private static Task WriteProblem(HttpContext http, Error error, int status)
    {
        var texts = http.RequestServices.GetRequiredService<Texts>();
        var fields = error.Fields.Count == 0 ? null : error.Fields
            .GroupBy(field => field.Field, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                IReadOnlyList<FieldProblem> (group) => [.. group.Select(field => new FieldProblem(field.Code, texts.For(field)))],
                StringComparer.Ordinal);
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(
            new Problem($"urn:leadmarket:{error.Code}", texts.For(error), status, error.Code, fields), JsonSerializerOptions.Web, ContentType, http.RequestAborted);
    }

    private sealed class Answer(Error error) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            RateLimits.TellWhenToRetry(httpContext, error);
            return WriteProblem(httpContext, error, Status);
        }

        private int Status => error.Kind switch
        {
            ErrorKind.Validation => StatusCodes.Status422UnprocessableEntity,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status503ServiceUnavailable,
        };
    }
}
