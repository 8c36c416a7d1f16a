using LeadMarket.Kernel;

namespace LeadMarket.Leads.Application.Conversions;

/// <summary>Keeps the advertiser's answer to some conversions.</summary>
internal sealed record SettleConversions(IReadOnlyList<LeadId> Leads, AdvertiserAnswer Answer) : ICommand;

internal sealed class SettleConversionsHandler(IConversions conversions, TimeProvider clock) : ICommandHandler<SettleConversions>
{
    public async Task<Result> Handle(SettleConversions command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // Those of an erased homeowner are gone by now: nothing is left to record.
        foreach (var conversion in await conversions.Lock(command.Leads, cancellationToken))
        {
            switch (command.Answer)
            {
                case AdvertiserAnswer.Taken: conversion.Sent(now); break;
                case AdvertiserAnswer.Refused refused: conversion.Refused(refused.Reason, now); break;
                case AdvertiserAnswer.Unavailable unavailable: conversion.Postpone(unavailable.Reason, now); break;
            }
        }

        return Result.Success;
    }
}
