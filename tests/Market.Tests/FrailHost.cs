using MediatR;

namespace LeadMarket.Market.Tests;

/// <summary>The process ended here, as <c>kill -9</c> ends one: nothing after this ran.</summary>
public sealed class HostDied : Exception
{
    public HostDied()
        : base("The host died.")
    {
    }
}

/// <summary>When the host is to die.</summary>
internal sealed class FrailHost
{
    private int? _stepsToLive;

    /// <summary>Dies over the n-th step from now, before it or right after its commit.</summary>
    public void DieAfter(int steps) => _stepsToLive = steps;

    public void Live() => _stepsToLive = null;

    public void Breathe()
    {
        if (_stepsToLive is null || --_stepsToLive >= 0) return;
        _stepsToLive = null;
        throw new HostDied();
    }
}

/// <summary>Every command, process and query is a step; a process is made of others.</summary>
internal sealed class DyingBetweenSteps<TRequest, TResponse>(FrailHost host) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        host.Breathe();
        var answer = await next();
        host.Breathe();
        return answer;
    }
}
