using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Documents;

public sealed class NumberTests(BillingDatabase billing) : BillingTest(billing)
{
    [Fact]
    public async Task Thirty_two_issuers_of_whom_a_third_fail_leave_no_gap()
    {
        var desk = new DocumentDesk(Billing);
        var before = await Last();

        var numbers = await Task.WhenAll(Enumerable.Range(0, 32).Select(async issuer =>
        {
            var kept = new List<string>();
            for (var i = 0; i < 9; i++)
            {
                var draft = DocumentDesk.Draft(new ContractorId(Guid.CreateVersion7()), 2900, Billing.Clock.Now);
                var commit = (issuer + i) % 3 != 0;
                var issued = await desk.Invoice(draft, commit);
                if (commit) kept.Add(issued.Number);
            }

            return kept;
        }));

        var issued = numbers.SelectMany(kept => kept).Order(StringComparer.Ordinal).ToList();
        issued.ShouldBe(Enumerable.Range(1, issued.Count).Select(i => $"F-{before + i:D6}"));
        (await Last()).ShouldBe(before + issued.Count);
        (await Billing.Truth<long>("select last from billing.document_numbers where kind = 'invoice'")).ShouldBe(before + issued.Count);
    }

    [Fact]
    public async Task Each_kind_counts_for_itself()
    {
        var desk = new DocumentDesk(Billing);
        await desk.Invoice(DocumentDesk.Draft(Contractor, 2900, Billing.Clock.Now, Purchase));
        var (first, second) = (await desk.Credit(Purchase, 1000), await desk.Credit(Purchase, 500));

        (int.Parse(second.Number[2..], null) - int.Parse(first.Number[2..], null)).ShouldBe(1);
        (await Billing.Truth<bool>("select count(*) = max(sequence) from billing.documents where kind = 'credit_note'")).ShouldBeTrue();
    }

    private Task<long> Last() => Billing.Truth<long>("select coalesce(max(sequence), 0) from billing.documents where kind = 'invoice'");
}
