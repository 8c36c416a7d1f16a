using LeadMarket.Kernel;

namespace LeadMarket.Leads.Application.Conversions;

/// <summary>Takes the next due conversions in hand, and settles those that must not be sent any more.</summary>
internal sealed record ClaimConversions : ICommand<ClaimedConversions>;

/// <param name="NothingDue">Nothing was found, not even something to settle.</param>
internal sealed record ClaimedConversions(IReadOnlyList<DueConversion> Batch, bool NothingDue);

internal sealed class ClaimConversionsHandler(IConversions conversions, TimeProvider clock) : ICommandHandler<ClaimConversions, ClaimedConversions>
{
    private const int Most = 100;

    public async Task<Result<ClaimedConversions>> Handle(ClaimConversions command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await conversions.LockDue(Most, now, cancellationToken);

        // Asked anew at every attempt: a consent can be taken back between two of them.
        var consented = (await conversions.FactsOf([.. due.Select(conversion => conversion.Lead)], cancellationToken)).ToDictionary(facts => facts.Lead);

        var batch = new List<DueConversion>();
        foreach (var conversion in due)
        {
            var facts = consented.GetValueOrDefault(conversion.Lead);
            if (facts is null)
                conversion.Drop("no consent any more, or no contact", now);
            else if (facts.UserAgent is null)
                conversion.Drop("no user agent, without which no website event is taken", now);
            else if (conversion.IsTooOld(now))
                conversion.Expire(now);
            else
            {
                conversion.TakeInHand(now);
                batch.Add(new DueConversion(conversion.EventId, conversion.EventAt, facts));
            }
        }

        return new ClaimedConversions(batch, NothingDue: due.Count == 0);
    }
}
