using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Returns;

internal sealed class DecideReturnHandler(IReturns returns, TimeProvider clock) : ICommandHandler<DecideReturn>
{
    public async Task<Result> Handle(DecideReturn request, CancellationToken cancellationToken)
    {
        if (await returns.Lock(request.Return, cancellationToken) is not { } found) return ReturnErrors.NotFound;
        var now = clock.GetUtcNow();

        // The promise was missed before they pressed: it is kept first.
        if (found.Return.KeepPromise(now) is { } missed) returns.Keep(found, missed, now);
        var decided = found.Return.Decide(request.Approve, FreeText.OrNothing(request.Note), now);
        if (!decided.Succeeded(out var verdict)) return decided.IsFailure ? decided.Error : Result.Success;
        if (verdict is not null) returns.Keep(found, verdict, now);
        return Result.Success;
    }
}

internal sealed class DecideReturnValidator : AbstractValidator<DecideReturn>
{
    private const int LongestNote = 500;

    public DecideReturnValidator()
    {
        // Who is denied by a person is told why.
        RuleFor(request => request.Note).Must(note => FreeText.OrNothing(note) is not null).WithErrorCode("purchasing.return-note-missing").When(request => !request.Approve);
        RuleFor(request => request.Note).IsFreeText(LongestNote);
    }
}
