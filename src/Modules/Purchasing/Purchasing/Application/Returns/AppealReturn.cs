using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Returns;

internal sealed class AppealReturnHandler(IReturns returns, Market market, TimeProvider clock) : ICommandHandler<AppealReturn>
{
    public async Task<Result> Handle(AppealReturn request, CancellationToken cancellationToken) =>
        await returns.Lock(request.Return, cancellationToken) is { } found && found.Return.ContractorId == request.Contractor
            ? found.Return.Appeal(request.Text!.Trim(), clock.GetUtcNow(), market.Returns.StaffPromise)
            : ReturnErrors.NotFound;
}

internal sealed class AppealReturnValidator : AbstractValidator<AppealReturn>
{
    private const int LongestText = 1000;

    public AppealReturnValidator() => RuleFor(request => request.Text).IsGivenFreeText(LongestText);
}
