using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Infrastructure.Persistence;

/// <summary>One transaction on one module: the actor is set, the work runs, what it raised is handled, all is committed or nothing.</summary>
internal sealed class UnitOfWork(IServiceProvider services, ActorContext actor, ScopedOutbox outbox)
{
    public async Task<TResult> Run<TResult>(Module module, Func<ModuleDbContext, Task<TResult>> work, CancellationToken cancel)
        where TResult : IResult<TResult>
    {
        var context = (ModuleDbContext)services.GetRequiredService(module.Context);

        // One scope runs several commands; what an earlier one loaded may be out of date by now.
        context.ChangeTracker.Clear();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await ActorSession.Begin(transaction.GetDbTransaction(), actor.Current, cancel);
        outbox.Open(context);
        try
        {
            var result = await work(context);
            if (result.IsFailure) return result;

            await HandleDomainEvents(context, cancel);
            await context.SaveChangesAsync(cancel);

            // Past this point the outcome is the database's: a caller who hangs up must not leave it unknown.
            await transaction.CommitAsync(CancellationToken.None);
            if (outbox.HasPublished) module.Wake.Set();
            return result;
        }
        finally
        {
            outbox.Close();
            context.ChangeTracker.Clear();
        }
    }

    private async Task HandleDomainEvents(ModuleDbContext context, CancellationToken cancel)
    {
        while (true)
        {
            var raised = context.ChangeTracker.Entries<Aggregate>().SelectMany(entry => entry.Entity.TakeEvents()).ToList();
            if (raised.Count == 0) return;
            foreach (var domainEvent in raised) await DomainEvents.Handle(services, domainEvent, cancel);
        }
    }
}
