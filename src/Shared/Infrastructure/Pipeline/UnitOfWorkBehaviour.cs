using LeadMarket.Infrastructure.Modules;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Infrastructure.Pipeline;

/// <summary>Innermost: runs a command in one transaction of the module that owns it.</summary>
internal sealed class UnitOfWorkBehaviour<TRequest, TResponse>(UnitOfWork unit, ModuleCatalogue modules) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, ITransactional
    where TResponse : IResult<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        unit.Run(modules.Of(typeof(TRequest)), _ => next(), cancellationToken);
}
