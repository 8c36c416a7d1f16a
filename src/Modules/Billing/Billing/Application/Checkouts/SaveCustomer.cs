using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Keeps what a contractor's Stripe customer is to be made with, before Stripe is asked.</summary>
internal sealed record PrepareCustomer(ContractorId Contractor, string Email) : ICommand<PreparedCustomer>;

/// <param name="CustomerId">Set when Stripe knows the contractor already.</param>
internal sealed record PreparedCustomer(string? CustomerId, string Email, string Key);

internal sealed class PrepareCustomerHandler(IAccounts accounts, TimeProvider clock) : ICommandHandler<PrepareCustomer, PreparedCustomer>
{
    public async Task<Result<PreparedCustomer>> Handle(PrepareCustomer request, CancellationToken cancellationToken)
    {
        var account = await accounts.Hold(request.Contractor, cancellationToken);
        if (account is null) accounts.Add(account = Account.Create(request.Contractor, clock.GetUtcNow()));
        account.PrepareCustomer(request.Email);
        return new PreparedCustomer(account.CustomerId, account.CustomerEmail!, account.CustomerKey!);
    }
}

/// <summary>Keeps the customer that Stripe made, and answers the one that counts.</summary>
internal sealed record SaveCustomer(ContractorId Contractor, string CustomerId) : ICommand<string>;

internal sealed class SaveCustomerHandler(IAccounts accounts) : ICommandHandler<SaveCustomer, string>
{
    public async Task<Result<string>> Handle(SaveCustomer request, CancellationToken cancellationToken)
    {
        var account = await accounts.Hold(request.Contractor, cancellationToken)
            ?? throw new InvalidOperationException($"Contractor {request.Contractor} has no account; PrepareCustomer makes it.");
        account.BecomeCustomer(request.CustomerId);
        return account.CustomerId!;
    }
}
