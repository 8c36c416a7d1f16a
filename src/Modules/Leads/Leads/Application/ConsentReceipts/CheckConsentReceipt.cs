using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Application.ConsentReceipts;

internal sealed class CheckConsentReceiptHandler(IReceiptSeal seal) : IQueryHandler<CheckConsentReceipt, CheckedReceipt>
{
    public Task<Result<CheckedReceipt>> Handle(CheckConsentReceipt request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<CheckedReceipt>>(seal.Check(request.Json));
}
