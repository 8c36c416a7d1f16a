using System.Text.Json;
using FluentValidation;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Infrastructure.Pipeline;

/// <summary>Refuses a request whose fields cannot be right, before anything is read or locked.</summary>
/// <remarks>Validators give a stable code with <c>WithErrorCode</c>, and the limit that the words name with <c>WithState</c>.</remarks>
internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var refused = new List<FieldError>();
        foreach (var validator in validators)
        {
            var outcome = await validator.ValidateAsync(request, cancellationToken);
            refused.AddRange(outcome.Errors.Select(failure => new FieldError(
                JsonNamingPolicy.CamelCase.ConvertName(failure.PropertyName), failure.ErrorCode, failure.CustomState as long?)));
        }

        return refused.Count == 0 ? await next() : TResponse.Failed(Error.Invalid(refused));
    }
}
