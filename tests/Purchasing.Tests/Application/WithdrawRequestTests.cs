using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

public sealed class WithdrawRequestTests(PurchasingDatabase database) : PurchaseTest(database)
{
    private static readonly string[] Personal = ["Camille", "Tremblay", "camille@example.com", "1, rue Test", "H2X 1Y4"];

    [Fact]
    public async Task Every_buyer_loses_the_contact_and_is_told_once_and_the_homeowner_still_sees_who_had_it()
    {
        var (listing, me, rival) = (await AddListing(), await AddContractor(), await AddContractor());
        var lead = await LeadOf(listing);
        var mine = await Buy(me, listing);
        Later(TimeSpan.FromMinutes(1));
        var theirs = await Buy(rival, listing);
        Later(TimeSpan.FromHours(1));

        (await AsHomeowner(new WithdrawRequest(lead))).IsFailure.ShouldBeFalse();

        foreach (var (buyer, unlock) in new[] { (me, mine.Id), (rival, theirs.Id) })
        {
            var seen = (await See(buyer, unlock)).Value;
            (seen.State, seen.Contact, seen.WithdrawnAt).ShouldBe(("paid", null, Database.Clock.Now));
            (await Database.Send(Actor.Contractor(buyer), new ListMyLeads(buyer))).Value.Items.ShouldHaveSingleItem().Unlock.WithdrawnAt.ShouldBe(Database.Clock.Now);
            (await ToldOfWithdrawal(unlock)).ShouldBe(1);
        }

        Others.Endings[lead].ShouldBe("withdrawn");
        (await Buyers(lead)).ShouldBe([
            new Buyer(mine.Id, "Bornes Boréal inc.", "514 555-0199", Samples.Noon, Database.Clock.Now),
            new Buyer(theirs.Id, "Bornes Boréal inc.", "514 555-0199", Samples.Noon.AddMinutes(1), Database.Clock.Now),
        ]);
    }

    [Fact]
    public async Task The_notice_names_the_buyer_and_the_project_and_nothing_of_the_homeowner()
    {
        var listing = await AddListing();
        await Buy(await AddContractor(), listing);

        await AsHomeowner(new WithdrawRequest(await LeadOf(listing)));

        var told = await Database.Truth<string>("select payload::text from purchasing.outbox_messages where name = 'purchasing.contact-withdrawn.v1'");
        foreach (var needed in new[] { "dominique@example.com", "Bornes Boréal inc.", "ev-charger", "Plateau Mont-Royal" }) told.ShouldContain(needed);
        foreach (var secret in Personal.Append("5145550142")) told.ShouldNotContain(secret);
    }

    [Fact]
    public async Task Erasure_leaves_no_personal_byte_in_any_column_and_keeps_the_figures()
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var lead = await LeadOf(listing);
        var bought = await Buy(me, listing);
        (await Traces()).ShouldNotBeEmpty();

        (await AsHomeowner(new EraseRequest(lead))).IsFailure.ShouldBeFalse();

        (await Traces()).ShouldBeEmpty();
        Others.Erased.ShouldContainKey(lead);
        (await Database.Truth<bool>("select (payload ->> 'erased')::bool from purchasing.outbox_messages where name = 'purchasing.contact-withdrawn.v1'")).ShouldBeTrue();
        var left = (await Database.Send(Actor.Contractor(me), new GetListing(me, listing))).Value;
        (left.Unlock!.State, left.Unlock.Charge!.Total, left.Item.Answers["parking"]).ShouldBe(("paid", bought.Charge!.Total, ["garage"]), Equivalent);
    }

    [Fact]
    public async Task Leads_news_alone_erases_every_copy_too()
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var bought = await Buy(me, listing);

        for (var told = 0; told < 2; told++)
            (await React<DestroyCopiesWhenLeadErased, LeadErased>(new LeadErased(await LeadOf(listing), Samples.Noon))).IsFailure.ShouldBeFalse();

        (await Traces()).ShouldBeEmpty();
        (await ToldOfWithdrawal(bought.Id)).ShouldBe(1);
        (await Start(await AddContractor(), listing)).Error.Code.ShouldBe("purchasing.lead-closed");
    }

    [Fact]
    public async Task Withdrawing_and_erasing_as_often_as_one_likes_tells_each_buyer_once()
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var lead = await LeadOf(listing);
        var bought = await Buy(me, listing);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Task.Run(async () => (n % 4) switch
        {
            0 => await AsHomeowner(new WithdrawRequest(lead)),
            1 => await AsHomeowner(new EraseRequest(lead)),
            2 => await React<WithdrawListingWhenLeadEnded, LeadEnded>(new LeadEnded(lead, "withdrawn", Samples.Noon)),
            _ => await AsHomeowner(new WithdrawFromBuyer(lead, bought.Id)),
        })));

        (await ToldOfWithdrawal(bought.Id)).ShouldBe(1);
        (await See(me, bought.Id)).Value.Contact.ShouldBeNull();
    }

    [Theory]
    [InlineData("close")]
    [InlineData("withdraw")]
    [InlineData("erase")]
    public async Task What_breaks_off_between_two_steps_is_finished_when_asked_again(string wish)
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var lead = await LeadOf(listing);
        var bought = await Buy(me, listing);
        Func<Task<Result>> ask = () => wish switch
        {
            "close" => AsHomeowner(new CloseRequest(lead)),
            "withdraw" => AsHomeowner(new WithdrawRequest(lead)),
            _ => AsHomeowner(new EraseRequest(lead)),
        };
        Others.BeforeLeadsActs = () => throw new InvalidOperationException("The host dies.");

        await Should.ThrowAsync<InvalidOperationException>(ask);
        (await Start(await AddContractor(), listing)).Error.Code.ShouldBe("purchasing.lead-closed");
        (await ask()).IsFailure.ShouldBeFalse();

        Others.Endings[lead].ShouldBe(wish is "close" ? "closed" : "withdrawn");
        (await ToldOfWithdrawal(bought.Id)).ShouldBe(wish is "close" ? 0 : 1);
    }

    // Both events follow an erasure, in any order; and a lead that Leads knows nothing of any more is erased if any is.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_an_erasure_that_also_withdraws_the_buyer_hears_the_more(bool unknown)
    {
        var listing = await AddListing();
        var lead = await LeadOf(listing);
        await Buy(await AddContractor(), listing);
        if (unknown) Others.NotTheirs[lead] = true;
        else Others.Erased[lead] = Samples.Noon;

        await React<WithdrawListingWhenLeadEnded, LeadEnded>(new LeadEnded(lead, "withdrawn", Samples.Noon));

        (await Database.Truth<bool>("select (payload ->> 'erased')::bool from purchasing.outbox_messages where name = 'purchasing.contact-withdrawn.v1'")).ShouldBeTrue();
    }

    [Fact]
    public async Task Taken_back_from_one_buyer_the_contact_stays_with_the_others_and_the_lead_for_sale()
    {
        var (listing, me, rival) = (await AddListing(), await AddContractor(), await AddContractor());
        var lead = await LeadOf(listing);
        var mine = await Buy(me, listing);
        Later(TimeSpan.FromMinutes(1));
        var theirs = await Buy(rival, listing);

        for (var asked = 0; asked < 2; asked++) (await AsHomeowner(new WithdrawFromBuyer(lead, mine.Id))).IsFailure.ShouldBeFalse();

        (await See(me, mine.Id)).Value.Contact.ShouldBeNull();
        (await See(rival, theirs.Id)).Value.Contact.ShouldNotBeNull();
        (await Buyers(lead)).Select(buyer => buyer.WithdrawnAt is null).ShouldBe([false, true]);
        (await ToldOfWithdrawal(mine.Id), await ToldOfWithdrawal(theirs.Id)).ShouldBe((1, 0));
        Others.Noted.ShouldHaveSingleItem().ShouldBe(new(mine.Id, lead));
        Others.Endings.ShouldBeEmpty();
        (await Start(await AddContractor(), listing)).Value.State.ShouldBe("open");
    }

    [Fact]
    public async Task The_proof_of_a_contact_taken_back_is_kept_even_if_the_request_broke_off()
    {
        var listing = await AddListing();
        var lead = await LeadOf(listing);
        var bought = await Buy(await AddContractor(), listing);
        var told = new ContactWithdrawn(bought.Id, lead, default, "", "", "fr", "", "", Erased: false, Samples.Noon);

        (await React<NoteWithdrawalWhenContactTakenBack, ContactWithdrawn>(told)).IsFailure.ShouldBeFalse();
        Others.Noted.ShouldContainKey(bought.Id);

        // Once the lead is gone there is nobody left to prove it to, and no reason to try for ever.
        Others.NotTheirs[lead] = true;
        (await React<NoteWithdrawalWhenContactTakenBack, ContactWithdrawn>(told)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task Only_who_has_the_contact_of_this_very_lead_can_lose_it()
    {
        var (mine, theirs, me) = (await AddListing(), await AddListing(), await AddContractor());
        var other = await Buy(me, theirs);
        var unpaid = (await Start(me, mine)).Value;
        var lead = await LeadOf(mine);

        foreach (var unlock in new[] { other.Id, unpaid.Id, UnlockId.New(Samples.Noon) })
            (await AsHomeowner(new WithdrawFromBuyer(lead, unlock))).Error.Code.ShouldBe("purchasing.unlock-not-found");

        // The lead is compared too, not only the rows that the actor may see.
        (await Database.Send(Actor.System, new WithdrawFromBuyer(lead, other.Id))).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await See(me, other.Id)).Value.Contact.ShouldNotBeNull();
    }

    private static readonly IEqualityComparer<(string, Money, IReadOnlyList<string>)> Equivalent =
        EqualityComparer<(string State, Money Total, IReadOnlyList<string> Answer)>.Create(
            (one, other) => one.State == other.State && one.Total == other.Total && one.Answer.SequenceEqual(other.Answer, StringComparer.Ordinal));

    private Task<IReadOnlyList<string>> Traces() => Database.TracesOf(Personal, Samples.Homeowner.Phone);
}
