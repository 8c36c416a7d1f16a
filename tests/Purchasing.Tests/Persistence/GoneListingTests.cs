using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Application;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>The page of a lead that cannot be bought any more says so before anybody presses a button.</summary>
public sealed class GoneListingTests(PurchasingDatabase database) : PurchaseTest(database)
{
    [Fact]
    public async Task A_lead_on_offer_is_refused_to_nobody()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        (await Refusal(me, listing)).ShouldBeNull();
        (await Start(me, listing)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task Of_a_lead_whose_time_is_up_the_page_is_still_there()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        Later(TimeSpan.FromDays(366));
        await IsRefused(me, listing, "purchasing.lead-closed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_gave_a_slot_back_reads_no_answers_of_a_request_that_was_closed_or_withdrawn(bool withdrawn)
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        await Cancel(me, (await Start(me, listing)).Value.Id);
        var lead = await LeadOf(listing);
        (withdrawn ? await AsHomeowner(new WithdrawRequest(lead)) : await AsHomeowner(new CloseRequest(lead))).IsFailure.ShouldBeFalse();

        (await Database.Send(Actor.Contractor(me), new GetListing(me, listing))).Error.Code.ShouldBe("purchasing.listing-not-found");
        (await Start(me, listing)).Error.Code.ShouldBe("purchasing.lead-closed");
    }

    [Fact]
    public async Task Who_bought_it_reads_it_on()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        await Buy(me, listing);
        await AsHomeowner(new CloseRequest(await LeadOf(listing)));
        (await Refusal(me, listing)).ShouldBe("purchasing.lead-closed");
    }

    [Fact]
    public async Task Who_covers_it_no_more_and_holds_it_is_told_so()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        (await Start(me, listing)).IsFailure.ShouldBeFalse();
        (await Database.Send(Actor.Contractor(me), new SetCoverage(me, ["estrie"], ["ev-charger"]))).IsFailure.ShouldBeFalse();
        (await Refusal(me, listing)).ShouldBe("purchasing.outside-coverage");
    }

    private async Task IsRefused(ContractorId contractor, ListingId listing, string code)
    {
        (await Refusal(contractor, listing)).ShouldBe(code);
        (await Start(contractor, listing)).Error.Code.ShouldBe(code);
    }

    private async Task<string?> Refusal(ContractorId contractor, ListingId listing) =>
        (await Database.Send(Actor.Contractor(contractor), new GetListing(contractor, listing))).Value.Refusal;
}
