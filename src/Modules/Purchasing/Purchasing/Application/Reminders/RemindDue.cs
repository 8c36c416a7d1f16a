using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.LeadWork;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Application.Reminders;

/// <summary>Tells contractors of the leads they wanted to be reminded of.</summary>
internal sealed record RemindDue : IProcess;

internal sealed class RemindDueProcess(IMediator modules) : IProcessHandler<RemindDue>
{
    public async Task<Result> Handle(RemindDue request, CancellationToken cancellationToken)
    {
        var due = await modules.Send(new FindDueReminders(), cancellationToken);
        if (due.IsFailure) return due.Error;
        await modules.ForEach(due.Value, unlock => new TellReminderCommand(unlock), cancellationToken);
        return Result.Success;
    }
}

/// <summary>Leads whose reminder's time has come, the earliest first, a round's worth.</summary>
internal sealed record FindDueReminders : IQuery<IReadOnlyList<UnlockId>>;

/// <summary>Tells one reminder, once: whoever comes second finds none.</summary>
internal sealed record TellReminderCommand(UnlockId Unlock) : ICommand;

internal sealed class TellReminderHandler(IUnlocks unlocks, IWorkedLeads leads, IContractors contractors, IListings listings, IOutbox outbox, TimeProvider clock)
    : ICommandHandler<TellReminderCommand>
{
    public async Task<Result> Handle(TellReminderCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        var (lead, now) = (await leads.Of(unlock, cancellationToken), clock.GetUtcNow());
        if (lead.TellReminder(now) is not { } step) return Result.Success;

        // Given back meanwhile: there is nothing left to be reminded of.
        if (unlock.State is not (UnlockState.Paid or UnlockState.Disputed)) return Result.Success;
        leads.Add(step);
        var contractor = (await contractors.Find(unlock.ContractorId, cancellationToken))!;
        var listing = (await listings.Find(unlock.ListingId, cancellationToken))!;
        outbox.Publish(new ReminderDue(
            unlock.Id, contractor.Id, contractor.Company, contractor.Email, contractor.Phone, contractor.Locale, listing.Service, listing.Area, now));
        return Result.Success;
    }
}
