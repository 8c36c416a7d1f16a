using FluentValidation;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Infrastructure.Pipeline;

/// <summary>Refuses a request whose fields cannot be right, before anything is read or locked.</summary>
internal sealed class ValidationBehaviour<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var refused = await validators.Check(request, cancellationToken);
        return refused.Count == 0 ? await next() : TResponse.Failed(Error.Invalid(refused));
    }
}
