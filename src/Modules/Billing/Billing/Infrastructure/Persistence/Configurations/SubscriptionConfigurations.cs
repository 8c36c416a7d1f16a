using LeadMarket.Billing.Domain.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Billing.Infrastructure.Persistence.Configurations;

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> subscription)
    {
        subscription.ToTable("subscriptions").HasKey(row => row.Id);
        subscription.Property(row => row.Id).ValueGeneratedNever();
        subscription.Ignore(row => row.Price);
        subscription.Property(row => row.State).HasConversion(new StateConverter<SubscriptionState>());
        subscription.Property<SubscriptionTerms?>(nameof(Subscription.Terms)).IsRequired().AsJson();
    }
}

internal sealed class PlanChangeConfiguration : IEntityTypeConfiguration<PlanChange>
{
    public void Configure(EntityTypeBuilder<PlanChange> change)
    {
        change.ToTable("plan_changes").HasKey(row => row.Id);
        change.Property(row => row.Id).ValueGeneratedNever();
        change.Property(row => row.State).HasConversion(new StateConverter<PlanChangeState>());
        change.Property<PlanChangeTerms?>(nameof(PlanChange.Terms)).IsRequired().AsJson();
    }
}

internal sealed class PlanBillConfiguration : IEntityTypeConfiguration<PlanBill>
{
    public void Configure(EntityTypeBuilder<PlanBill> bill)
    {
        bill.ToTable("plan_invoices").HasKey(row => row.InvoiceId);
        bill.Property(row => row.Status).HasConversion(new StateConverter<BillStatus>());
    }
}

internal sealed class CardConfiguration : IEntityTypeConfiguration<Card>
{
    public void Configure(EntityTypeBuilder<Card> card)
    {
        card.ToTable("saved_cards").HasKey(row => row.PaymentMethod);
        card.Property(row => row.Id).ValueGeneratedNever();
        card.Property(row => row.Last4).HasColumnName("last4");
    }
}

internal sealed class ToldPlanConfiguration : IEntityTypeConfiguration<ToldPlan>
{
    public void Configure(EntityTypeBuilder<ToldPlan> told) => told.ToTable("told_plans").HasKey(row => row.ContractorId);
}

internal sealed class PlanPriceConfiguration : IEntityTypeConfiguration<PlanPrice>
{
    public void Configure(EntityTypeBuilder<PlanPrice> price)
    {
        price.ToTable("plan_prices").HasKey(row => row.Id);
        price.Property(row => row.Id).ValueGeneratedNever();
    }
}

internal sealed class TaxRateConfiguration : IEntityTypeConfiguration<TaxRate>
{
    public void Configure(EntityTypeBuilder<TaxRate> rate)
    {
        rate.ToTable("tax_rates").HasKey(row => row.Id);
        rate.Property(row => row.Id).ValueGeneratedNever();
    }
}
