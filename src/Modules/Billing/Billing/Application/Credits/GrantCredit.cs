using FluentValidation;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Ledger;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Credits;

internal sealed class GrantCreditValidator : AbstractValidator<GrantCredit>
{
    private const long Most = 100_000;
    private const int LongestReason = 200;

    public GrantCreditValidator()
    {
        RuleFor(command => command.Id).NotEmpty().WithErrorCode("billing.credit-id-missing");
        RuleFor(command => command.Cents).InclusiveBetween(1, Most).WithErrorCode("billing.credit-amount").WithState(_ => Most);
        RuleFor(command => command.Reason).Must(reason => reason?.Trim().Length is >= 3 and <= LongestReason)
            .WithErrorCode("billing.credit-reason").WithState(_ => (long)LongestReason);
    }
}

internal sealed class GrantCreditHandler(ILedger ledger, Market market, TimeProvider clock) : ICommandHandler<GrantCredit>
{
    public async Task<Result> Handle(GrantCredit request, CancellationToken cancellationToken)
    {
        // The form's id is the cause: a second click finds the entry and posts nothing.
        await ledger.Post(
            LedgerEntry.For($"goodwill:{request.Id}", request.Contractor, market.Currency, clock.GetUtcNow(), request.Reason.Trim())
                .Debit(LedgerAccounts.Goodwill, request.Cents)
                .Credit(LedgerAccounts.Credits, request.Cents),
            cancellationToken);
        return Result.Success;
    }
}
