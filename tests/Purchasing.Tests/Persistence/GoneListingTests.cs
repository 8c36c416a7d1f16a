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

    [Fact]
    public async Task Who_gave_a_slot_back_before_the_request_was_closed_reads_that_it_is_closed()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        await Cancel(me, (await Start(me, listing)).Value.Id);
        await AsHomeowner(new CloseRequest(await LeadOf(listing)));
        await IsRefused(me, listing, "purchasing.lead-closed");
    }

    [Fact]
    public async Task Who_covers_it_no_more_is_told_so()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        await Cancel(me, (await Start(me, listing)).Value.Id);
        (await Database.Send(Actor.Contractor(me), new SetCoverage(me, ["estrie"], ["ev-charger"]))).IsFailure.ShouldBeFalse();
        await IsRefused(me, listing, "purchasing.outside-coverage");
    }

    private async Task IsRefused(ContractorId contractor, ListingId listing, string code)
    {
        (await Refusal(contractor, listing)).ShouldBe(code);
        (await Start(contractor, listing)).Error.Code.ShouldBe(code);
    }

    private async Task<string?> Refusal(ContractorId contractor, ListingId listing) =>
        (await Database.Send(Actor.Contractor(contractor), new GetListing(contractor, listing))).Value.Refusal;
}
