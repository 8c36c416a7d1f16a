using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Tests.Domain;

public sealed class LeadLifecycleTests
{
    private static readonly TimeSpan Sells = TimeSpan.FromDays(20);

    [Fact]
    public void A_submitted_lead_knows_its_area_and_region_and_not_its_postal_code()
    {
        var lead = Submitted();

        lead.Status.ShouldBe(LeadStatus.Submitted);
        (lead.Region, lead.Area, lead.PostalPrefix).ShouldBe(("montreal", "Plateau Mont-Royal", "H2X"));
        lead.SubmittedAt.ShouldBe(Forms.Now);
    }

    [Fact]
    public void Listing_a_submitted_lead_says_so()
    {
        var lead = Submitted();
        lead.TakeEvents();

        lead.List(Forms.Now, Sells).IsFailure.ShouldBeFalse();

        (lead.ListedAt, lead.ExpiresAt).ShouldBe((Forms.Now, Forms.Now + Sells));
        var events = lead.TakeEvents();
        events.OfType<LeadListedDomainEvent>().ShouldHaveSingleItem().Lead.ShouldBe(lead);
    }

    [Fact]
    public void A_listed_lead_cannot_be_listed_again()
    {
        var lead = Submitted();
        lead.List(Forms.Now, Sells);
        lead.TakeEvents();

        lead.List(Forms.Now, Sells).Error.ShouldBe(LeadErrors.IllegalMove);

        lead.TakeEvents().ShouldBeEmpty();
        lead.Moves.ShouldBe(2);
    }

    [Fact]
    public void Every_move_is_told_with_its_number_and_both_ends()
    {
        var lead = Submitted();
        lead.List(Forms.Now.AddMinutes(1), Sells);

        var moves = lead.TakeEvents().OfType<LeadMovedDomainEvent>().Select(moved => moved.Move);

        moves.Select(move => (move.Number, move.FromStatus, move.ToStatus)).ShouldBe(
            [(1, null, LeadStatus.Submitted), (2, LeadStatus.Submitted, LeadStatus.Listed)]);
    }

    [Fact]
    public void A_consent_can_be_taken_back_from_a_lead_that_has_ended()
    {
        var lead = Submitted();
        lead.Close(Forms.Now);
        lead.TakeEvents();

        lead.Withdraw(Forms.Now).IsFailure.ShouldBeFalse();

        lead.TakeEvents().OfType<LeadEndedDomainEvent>().ShouldHaveSingleItem().Lead.Status.ShouldBe(LeadStatus.Withdrawn);
    }

    [Fact]
    public void A_sold_out_lead_is_put_back_by_reopening_and_not_by_listing_it_anew()
    {
        var lead = Submitted();
        lead.List(Forms.Now, Sells);
        lead.SellOut(Forms.Now);

        lead.List(Forms.Now.AddDays(1), Sells).Error.ShouldBe(LeadErrors.IllegalMove);
        lead.Reopen(Forms.Now.AddDays(1)).IsFailure.ShouldBeFalse();

        (lead.ListedAt, lead.ExpiresAt).ShouldBe((Forms.Now, Forms.Now + Sells));
    }

    [Fact]
    public void No_status_leads_back_to_submitted() =>
        Enum.GetValues<LeadStatus>().ShouldAllBe(from => !LeadLifecycle.Allows(from, LeadStatus.Submitted));

    private static Lead Submitted() =>
        Lead.Submit(new IntakeRules(TestMarket.Create(), new StoppedClock(Forms.Now)).Read(Forms.Valid).Value.Project, Forms.Now, TimeSpan.FromDays(30));
}
