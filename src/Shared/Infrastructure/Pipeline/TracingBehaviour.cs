using System.Diagnostics;
using LeadMarket.Kernel;
using MediatR;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Infrastructure.Pipeline;

/// <summary>Outermost: one span per request, its refusal code on it. A command's span ends after its commit.</summary>
internal sealed class TracingBehaviour<TRequest, TResponse>(ILogger<TracingBehaviour<TRequest, TResponse>> log)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var activity = Tracing.Source.StartActivity(typeof(TRequest).Name);
        var response = await next();
        if (response.IsFailure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, response.Error.Code);
            log.LogDebug("{Request} was refused with {Code}.", typeof(TRequest).Name, response.Error.Code);
        }

        return response;
    }
}
