using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Application.HomeownerPage;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Erasure;

/// <summary>Makes a lead nobody's. What was asked, sold and agreed to stays, as figures and proofs without a name.</summary>
internal sealed class LeadEraser(
    ILeads leads, IRequests requests, IErasures erasures, IOutbox outbox, Market market, TimeProvider clock)
{
    /// <param name="lead">Locked.</param>
    public async Task Erase(Lead lead, CancellationToken cancel)
    {
        if (lead.ErasedAt is not null) return;
        var now = clock.GetUtcNow();

        // Whoever wants to be forgotten wants no calls; how an ended request ended is a figure and stays.
        if (!lead.Status.IsEnd()) lead.Withdraw(now);
        foreach (var consent in await requests.ConsentsGiven(lead.Id, cancel))
            await requests.Keep(ConsentWithdrawal.FromEverybody(lead.Id, consent, now), cancel);

        // The homeowner may not see other people's rows. The system looks there for theirs, once this has committed.
        if (await leads.FindContact(lead.Id, cancel) is { } contact)
            await erasures.LookFor(lead.Id, SoughtPerson.Of(contact, phoneProven: lead.VerifiedAt is not null), now, cancel);

        await erasures.Destroy(lead.Id, cancel);
        erasures.KeepAnswers(lead, WithoutFreeText(lead));
        lead.Erase(now);
        outbox.Publish(new LeadErased(lead.Id, now));
    }

    // "Ask for Amélie" is an answer too. A question that the market has dropped may have been one for free text.
    private Dictionary<string, IReadOnlyList<string>> WithoutFreeText(Lead lead)
    {
        var questions = market.FindService(lead.Service)?.Questions ?? [];
        return lead.Answers
            .Where(answer => questions.Any(question => question.Key == answer.Key && question.Kind is not QuestionKind.Text))
            .ToDictionary(StringComparer.Ordinal);
    }
}
