using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using Npgsql;

namespace LeadMarket.Billing.Tests.Documents;

/// <summary>An issued document is final, and nobody's but its contractor's and staff's.</summary>
public sealed class DocumentSecurityTests(BillingDatabase billing) : BillingTest(billing)
{
    private static readonly Actor Stranger = Actor.Contractor(ContractorId.From(Guid.CreateVersion7()));

    [Theory]
    [InlineData("update billing.documents set total_cents = 1")]
    [InlineData("delete from billing.documents")]
    [InlineData("truncate billing.documents")]
    public async Task Nobody_changes_or_removes_an_issued_document(string change)
    {
        await Issue();
        foreach (var actor in new[] { Actor.System, Actor.Staff, Buyer })
            await Should.ThrowAsync<PostgresException>(() => Billing.As(actor, db => db.ExecuteAsync(change)));
        (await Should.ThrowAsync<PostgresException>(() => Billing.Truth<int>(change))).MessageText.ShouldContain("only ever added");
    }

    [Fact]
    public async Task Another_contractor_a_visitor_and_nobody_see_nothing()
    {
        var issued = await Issue();
        foreach (var stranger in new[] { Stranger, Actor.Anonymous, null })
        {
            (await Count(stranger, "documents")).ShouldBe(0);
            (await Billing.Send(stranger, new GetDocument(issued))).Error.Code.ShouldBe("billing.document-not-found");
            (await Billing.Send(stranger, new ListDocuments(Contractor))).Value.Total.ShouldBe(0);
            (await Billing.Send(stranger, new GetStatement(Contractor, 2026, 11))).Error.Code.ShouldBe("billing.statement-not-found");
            (await Billing.Send(stranger, new ExportDocuments(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)))).Value.ShouldBeEmpty();
            (await Billing.Send(stranger, new GetUsage(Contractor, 3))).Value.Months.ShouldAllBe(month => month.Leads == 0 && month.OnLeads.Cents == 0);
        }
    }

    [Fact]
    public async Task A_contractor_reads_their_own_and_writes_none()
    {
        await Issue();
        (await Count(Buyer, "documents")).ShouldBe(1);
        (await Count(Buyer, "document_numbers")).ShouldBe(0);
        await Refused("insert into billing.document_numbers values ('invoice', 1) on conflict (kind) do update set last = 1");
        await Refused("""
            insert into billing.documents
            select gen_random_uuid(), kind, subject, sequence + 1000000, number || 'x', cause || 'x', gen_random_uuid(), contractor_id, corrects,
                issued_at, locale, currency, seller_name, seller_address, seller_email, company, person, email, lines, taxes, subtotal_cents, discount_cents,
                tax_cents, total_cents, card_cents, credit_cents, balance_cents
            from billing.documents
            """);
    }

    [Fact]
    public async Task Staff_read_any_document()
    {
        var issued = await Issue();
        (await Billing.Send(Actor.Staff, new GetDocument(issued))).Value.Contractor.ShouldBe(Contractor);
        (await Billing.Send(Actor.Staff, new ListDocuments(Contractor))).Value.Total.ShouldBe(1);
    }

    [Theory]
    [InlineData("tax_cents", "tax_cents + 1")]
    [InlineData("card_cents", "card_cents - 1")]
    [InlineData("lines", "jsonb_set(lines, '{0,cents}', '2899')")]
    [InlineData("taxes", "jsonb_set(taxes, '{0,cents}', '144')")]
    [InlineData("discount_cents", "1")]
    public async Task A_document_that_does_not_add_up_cannot_exist(string column, string forged)
    {
        await Issue();
        var columns = await Billing.Truth<string[]>(
            "select array_agg(column_name::text) from information_schema.columns where table_schema = 'billing' and table_name = 'documents'");
        var values = columns.Select(name => name switch
        {
            "id" or "purchase_id" => "gen_random_uuid()",
            "sequence" => "sequence + 2000000",
            "number" or "cause" => $"{name} || 'y'",
            _ => name == column ? forged : name,
        });
        var refusal = await Should.ThrowAsync<PostgresException>(() => Billing.As(Actor.System, db => db.ExecuteAsync(
            $"insert into billing.documents ({string.Join(',', columns)}) select {string.Join(',', values)} from billing.documents where purchase_id = @id",
            new { id = Purchase.Value })));
        refusal.SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
    }

    private async Task<DocumentId> Issue() =>
        (await new DocumentDesk(Billing).Invoice(DocumentDesk.Draft(Contractor, 2900, Billing.Clock.Now, Purchase))).Id;

    private Task<long> Count(Actor? actor, string table) => Billing.As(actor, db => db.QuerySingleAsync<long>($"select count(*) from billing.{table}"));

    private async Task Refused(string sql) => (await Should.ThrowAsync<PostgresException>(() => Billing.As(Buyer, db => db.ExecuteAsync(sql))))
        .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
}
