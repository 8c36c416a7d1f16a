using LeadMarket.Kernel;
using MediatR;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Leads.Application.Conversions;

/// <summary>Tells the advertiser of every lead that is due, in batches.</summary>
internal sealed record SendDueConversions : IProcess;

internal sealed partial class SendDueConversionsProcess(IMediator mediator, IAdvertiser advertiser, ILogger<SendDueConversionsProcess> log)
    : IProcessHandler<SendDueConversions>
{
    // A run ends, so that a deployment never waits for a long queue; the next run starts within seconds.
    private const int MostBatches = 10;

    public async Task<Result> Handle(SendDueConversions request, CancellationToken cancellationToken)
    {
        for (var taken = 0; taken < MostBatches; taken++)
        {
            var claimed = await mediator.Send(new ClaimConversions(), cancellationToken);
            if (!claimed.Succeeded(out var claim)) return claimed.Error;
            if (claim.NothingDue) break;
            if (claim.Batch.Count == 0) continue;
            if (!await Tell(claim.Batch, cancellationToken)) break;
        }

        return Result.Success;
    }

    /// <summary>Tells a batch; a refused one is halved until the bad event stands alone, so that it sinks no other.</summary>
    /// <returns>Whether the advertiser is there at all.</returns>
    private async Task<bool> Tell(IReadOnlyList<DueConversion> batch, CancellationToken cancel)
    {
        var answer = await advertiser.Tell(batch, cancel);
        if (answer is AdvertiserAnswer.Refused && batch.Count > 1)
        {
            var half = batch.Count / 2;
            var first = await Tell([.. batch.Take(half)], cancel);
            return await Tell([.. batch.Skip(half)], cancel) && first;
        }

        // The advertiser has answered; a shutdown must not make us forget it.
        var settled = await mediator.Send(new SettleConversions([.. batch.Select(conversion => conversion.Facts.Lead)], answer), CancellationToken.None);
        if (answer is AdvertiserAnswer.Refused refused) LogRefused(batch[0].Facts.Lead.Value, refused.Reason);
        if (answer is AdvertiserAnswer.Unavailable unavailable) LogUnavailable(batch.Count, unavailable.Reason);
        return !settled.IsFailure && answer is not AdvertiserAnswer.Unavailable;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The advertiser refused the conversion of lead {Lead}: {Reason}")]
    private partial void LogRefused(Guid lead, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The advertiser took none of {Count} conversions: {Reason}")]
    private partial void LogUnavailable(int count, string reason);
}
