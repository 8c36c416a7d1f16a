using LeadMarket.Infrastructure.Actors;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;
using LeadMarket.TestKit;

namespace LeadMarket.Purchasing.Tests.Application;

public sealed class CloseRequestTests(PurchasingDatabase database) : PurchaseTest(database)
{
    [Fact]
    public async Task A_closed_lead_lets_nobody_in_from_before_Leads_hears_of_it()
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var lead = await LeadOf(listing);
        string? meanwhile = null;
        Others.BeforeLeadsActs = async () => meanwhile = (await Start(me, listing)).Error.Code;

        (await AsHomeowner(new CloseRequest(lead))).IsFailure.ShouldBeFalse();

        meanwhile.ShouldBe("purchasing.lead-closed");
        Others.Endings[lead].ShouldBe("closed");
        (await Start(me, listing)).Error.Code.ShouldBe("purchasing.lead-closed");
        (await Database.Send(Actor.Contractor(me), new BrowseBoard(me))).Value.Items.ShouldBeEmpty();
        (await Database.Send(Actor.Contractor(me), new GetListing(me, listing))).Error.Code.ShouldBe("purchasing.listing-not-found");
        (await Slots(listing)).ShouldBe(0);
    }

    [Fact]
    public async Task Who_bought_before_keeps_the_contact_and_still_finds_the_listing()
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var bought = await Buy(me, listing);

        await AsHomeowner(new CloseRequest(await LeadOf(listing)));

        var seen = (await Database.Send(Actor.Contractor(me), new GetListing(me, listing))).Value.Unlock!;
        (seen.State, seen.Contact!.Phone, seen.WithdrawnAt).ShouldBe(("paid", Samples.Homeowner.Phone, null));
        (await ToldOfWithdrawal(bought.Id)).ShouldBe(0);
        (await Start(me, listing)).Error.Code.ShouldBe("purchasing.already-unlocked");
    }

    [Theory]
    [InlineData("close")]
    [InlineData("withdraw")]
    [InlineData("erase")]
    public async Task Somebody_elses_lead_does_not_exist_and_stays_for_sale_with_its_buyers(string wish)
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var lead = await LeadOf(listing);
        var bought = await Buy(me, listing);
        Others.NotTheirs[lead] = true;
        Kernel.IProcess asked = wish switch { "close" => new CloseRequest(lead), "withdraw" => new WithdrawRequest(lead), _ => new EraseRequest(lead) };

        (await Database.Send(Actor.Homeowner(Guid.NewGuid()), asked)).Error.Code.ShouldBe("leads.lead-not-found");

        (await See(me, bought.Id)).Value.Contact.ShouldNotBeNull();
        (await Start(await AddContractor(), listing)).Value.State.ShouldBe("open");
    }

    [Fact]
    public async Task A_lead_that_Leads_cannot_close_says_why_and_is_not_for_sale_either()
    {
        var listing = await AddListing();
        var lead = await LeadOf(listing);
        Others.Endings[lead] = "expired";

        (await AsHomeowner(new CloseRequest(lead))).Error.Code.ShouldBe("leads.illegal-move");

        (await Start(await AddContractor(), listing)).Error.Code.ShouldBe("purchasing.lead-closed");
    }

    [Fact]
    public async Task Closing_again_changes_nothing()
    {
        var listing = await AddListing();
        var lead = await LeadOf(listing);
        await AsHomeowner(new CloseRequest(lead));
        Later(TimeSpan.FromHours(1));

        (await AsHomeowner(new CloseRequest(lead))).IsFailure.ShouldBeFalse();

        (await Database.Truth<DateTimeOffset>("select withdrawn_at from purchasing.listings")).ShouldBe(Samples.Noon);
        (await Count("withdrawn_leads")).ShouldBe(1);
    }

    // The homeowner can close a request before the news that it is for sale has arrived.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lead_ended_before_its_listing_arrives_is_never_listed(bool byHomeowner)
    {
        var lead = Kernel.LeadId.New(Samples.Noon);
        var ended = byHomeowner
            ? await AsHomeowner(new CloseRequest(lead))
            : await React<WithdrawListingWhenLeadEnded, LeadEnded>(new LeadEnded(lead, "rejected", Samples.Noon));
        ended.IsFailure.ShouldBeFalse();

        await Publish(lead);

        (await Count("listings")).ShouldBe(0);
        await Publish(Kernel.LeadId.New(Samples.Noon));
        (await Count("listings")).ShouldBe(1);
    }

    // Neither sees what the other has not committed; one has to wait.
    [Fact]
    public async Task A_lead_closed_while_it_is_being_listed_is_not_for_sale()
    {
        var lead = Kernel.LeadId.New(Samples.Noon);
        Task<Kernel.Result>? closing = null;

        await Publish(lead, beforeCommit: async () =>
        {
            closing = Task.Run(() => AsHomeowner(new CloseRequest(lead)));
            await Eventually.Holds(async () => closing.IsCompleted || await Waiting() == 1, TimeSpan.FromSeconds(30), "the closing waits, or has not seen that it should");
        });

        (await closing!).IsFailure.ShouldBeFalse();
        (await Database.Truth<long>("select count(*) from purchasing.listings where withdrawn_at is null")).ShouldBe(0);
    }

    [Theory]
    [InlineData("closed", true)]
    [InlineData("rejected", true)]
    [InlineData("withdrawn", false)]
    public async Task However_a_lead_ended_it_is_off_the_market_and_a_withdrawn_one_leaves_no_contact(string status, bool keeps)
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var bought = await Buy(me, listing);
        var ended = new LeadEnded(await LeadOf(listing), status, Samples.Noon);

        for (var told = 0; told < 2; told++) (await React<WithdrawListingWhenLeadEnded, LeadEnded>(ended)).IsFailure.ShouldBeFalse();

        ((await See(me, bought.Id)).Value.Contact is not null).ShouldBe(keeps);
        (await ToldOfWithdrawal(bought.Id)).ShouldBe(keeps ? 0 : 1);
        (await Start(await AddContractor(), listing)).Error.Code.ShouldBe("purchasing.lead-closed");
    }

    [Fact]
    public async Task A_lead_that_expired_lets_whoever_holds_a_slot_pay_for_it()
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var started = (await Start(me, listing)).Value;

        (await React<WithdrawListingWhenLeadEnded, LeadEnded>(new LeadEnded(await LeadOf(listing), "expired", Samples.Noon))).IsFailure.ShouldBeFalse();

        (await State(started.Id)).ShouldBe("open");
        (await Database.Truth<long>("select count(*) from purchasing.listings where withdrawn_at is not null")).ShouldBe(0);
    }
}
