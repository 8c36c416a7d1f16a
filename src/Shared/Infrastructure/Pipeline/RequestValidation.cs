using System.Text.Json;
using FluentValidation;
using LeadMarket.Kernel;

namespace LeadMarket.Infrastructure.Pipeline;

/// <summary>Checks a request's fields by its validators.</summary>
/// <remarks>Validators give a stable code with <c>WithErrorCode</c>, and the limit that the words name with <c>WithState</c>.</remarks>
public static class RequestValidation
{
    /// <summary>The fields at fault; none when the request may go on.</summary>
    public static async Task<IReadOnlyList<FieldError>> Check<TRequest>(
        this IEnumerable<IValidator<TRequest>> validators, TRequest request, CancellationToken cancel)
    {
        var refused = new List<FieldError>();
        foreach (var validator in validators)
        {
            var outcome = await validator.ValidateAsync(request, cancel);
            refused.AddRange(outcome.Errors.Select(failure => new FieldError(
                JsonNamingPolicy.CamelCase.ConvertName(failure.PropertyName), failure.ErrorCode, failure.CustomState as long?)));
        }

        return refused;
    }
}
