using System.Text.Json;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Purchasing.Infrastructure.Persistence;

internal sealed class PurchasingDbContext(DbContextOptions<PurchasingDbContext> options) : ModuleDbContext(options, "purchasing")
{
    protected override void MapModule(ModelBuilder model)
    {
        model.Entity<Contractor>().ToTable("contractors").HasKey(contractor => contractor.Id);
        model.Entity<Listing>(listing =>
        {
            listing.ToTable("listings").HasKey(row => row.Id);
            listing.Property(row => row.Answers).HasColumnType("jsonb");
        });
        model.Entity<Unlock>(unlock =>
        {
            unlock.ToTable("unlocks").HasKey(row => row.Id);
            unlock.Property(row => row.State).HasConversion(state => state.Spelled(), text => Spelling.Read<UnlockState>(text));
            unlock.Property(row => row.RefundCause).HasConversion(cause => cause!.Word, word => new RefundCause(word));
            unlock.Property(row => row.Charge).HasColumnType("jsonb").HasConversion(
                charge => JsonSerializer.Serialize(charge, EventJson.Options),
                json => JsonSerializer.Deserialize<Charge>(json, EventJson.Options));
            unlock.Ignore(row => row.ReturnTo);
            unlock.Ignore(row => row.IsSettled);
            unlock.Ignore(row => row.IsUpgrade);
            // The database reckons it too, for the audit.
            unlock.Ignore(row => row.Slots);
        });
        model.Entity<DeliveredContact>().ToTable("contacts").HasKey(contact => contact.UnlockId);
        model.ApplyConfigurationsFromAssembly(typeof(PurchasingDbContext).Assembly);
    }
}
