using LeadMarket.Billing.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LeadMarket.Billing.Infrastructure.Persistence.Configurations;

/// <summary>Credits are left out: the ledger and its holds alone move them, in SQL.</summary>
internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts").HasKey(row => row.ContractorId);
        account.Property(row => row.BilledTo).AsJson();
    }
}
