using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Application.ConsentReceipts;

internal sealed class GetReceiptKeysHandler(IReceiptSeal seal) : IQueryHandler<GetReceiptKeys, ReceiptKeys>
{
    public Task<Result<ReceiptKeys>> Handle(GetReceiptKeys request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ReceiptKeys>>(new ReceiptKeys(seal.PublicKeys));
}
