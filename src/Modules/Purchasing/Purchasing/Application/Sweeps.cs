using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Purchasing.Application;

/// <summary>Rows that have nothing to do with each other, worked on one after the other.</summary>
internal static class Sweeps
{
    /// <summary>Sends a request for each row. One that is refused, or throws, stands in nobody's way: what was thrown is thrown again at the end,
    /// for the operators to see.</summary>
    /// <param name="stopsAt">After which answer the rest would fare no better.</param>
    public static async Task ForEach<T>(
        this IMediator modules, IEnumerable<T> rows, Func<T, IRequest<Result>> request, CancellationToken cancel, Func<Result, bool>? stopsAt = null)
    {
        var thrown = new List<Exception>();
        foreach (var row in rows)
        {
            try
            {
                var answer = await modules.Send(request(row), cancel);
                if (stopsAt?.Invoke(answer) is true) break;
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                thrown.Add(failure);
            }
        }

        if (thrown.Count > 0) throw new AggregateException(thrown);
    }
}
