using System.Security.Cryptography;
using System.Text;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Application.ConsentReceipts;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using LeadMarket.Leads.Infrastructure.Persistence;
using LeadMarket.Leads.Infrastructure.Queries.HomeownerPage;

namespace LeadMarket.Leads.Infrastructure.Queries;

/// <summary>Signed when it is asked for, from rows that nobody can rewrite: no copy of it has to be found and erased.</summary>
internal sealed class GetConsentReceiptHandler(ReadSide<LeadsDbContext> read, IReceiptSeal seal, Market market, TimeProvider clock)
    : IQueryHandler<GetConsentReceipt, ConsentReceipt>
{
    private const string Format = "leadmarket-consent-receipt/1";

    public async Task<Result<ConsentReceipt>> Handle(GetConsentReceipt request, CancellationToken cancellationToken)
    {
        var view = await read.Query(db => RequestReader.Find(db, request.Lead), cancellationToken);
        return view is null ? LeadErrors.LeadNotFound : seal.Sign(PayloadOf(view));
    }

    private ReceiptPayload PayloadOf(RequestView view) => new(
        Format, view.Id, market.Brand.LegalName, SubjectOf(view.Contact), view.Service, view.Quotes, clock.GetUtcNow(),
        [.. view.Consents.Select(given => new ReceiptConsent(given.Key, given.Version, given.Locale, given.Text, given.GivenAt, given.WithdrawnAt))]);

    private static ReceiptSubject? SubjectOf(LeadContact? contact) =>
        contact is null ? null : new ReceiptSubject(Sha256(contact.Email.Trim().ToLowerInvariant()), Sha256(contact.Phone));

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
