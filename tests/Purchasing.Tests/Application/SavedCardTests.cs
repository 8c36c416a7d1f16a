using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Paying in one click, and exclusive leads.</summary>
public sealed class SavedCardTests(PurchasingDatabase database) : PurchaseTest(database)
{
    private static readonly PaymentChoice ByCard = new(SavedCard: true);

    [Fact]
    public async Task A_saved_card_pays_without_a_page()
    {
        var (me, listing) = (await AddContractor(), await AddListing());

        var started = (await Start(me, listing, pay: ByCard)).Value;

        (started.State, started.Checkout).ShouldBe(("opening", null));
        Others.Opened[started.Id.AsPurchase()].Pay.ShouldBe(ByCard);
        (await Pay(me, started)).IsFailure.ShouldBeFalse();
        var paid = (await See(me, started.Id)).Value;
        (paid.State, paid.PaidAt, paid.CardRefusal, paid.Exclusive).ShouldBe(("paid", Samples.Noon, null, false));
    }

    [Fact]
    public async Task A_refused_card_opens_the_page_and_says_why()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        Others.CardRefusal = "billing.authentication-required";

        var started = (await Start(me, listing, pay: ByCard)).Value;

        (started.State, started.Checkout, started.CardRefusal).ShouldBe(("open", OtherModules.PageOf(started.Id.AsPurchase()), "billing.authentication-required"));
        (await See(me, started.Id)).Value.CardRefusal.ShouldBe("billing.authentication-required");
    }

    // Stripe's answer was lost; the sweeper asks again, with what the buyer chose.
    [Fact]
    public async Task The_choice_outlives_the_request_that_made_it()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        Others.StripeAnswers = false;
        var choice = new PaymentChoice(SavedCard: true, KeepCard: true, AgreedCents: 3334, AgreedCard: Guid.NewGuid(), AgreedTotalCents: 4000);
        var started = (await Start(me, listing, pay: choice)).Value;
        (Others.StripeAnswers, Others.CardRefusal) = (true, "billing.card-declined");

        Later(TimeSpan.FromSeconds(10));
        await Sweep();

        Others.Opened[started.Id.AsPurchase()].Pay.ShouldBe(choice);
        ((await See(me, started.Id)).Value.CardRefusal, await State(started.Id)).ShouldBe(("billing.card-declined", "open"));
    }

    [Fact]
    public async Task An_exclusive_lead_has_one_buyer_its_own_price_on_any_plan_and_takes_coupons()
    {
        var listing = await AddExclusive();
        var (me, other) = (await AddContractor(services: [Solar]), await AddContractor(services: [Solar]));

        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;

        (started.Exclusive, started.Charge!.Subtotal.Cents, started.Charge.Discount.Cents).ShouldBe((true, 7900, 3950));
        var opened = Others.Opened[started.Id.AsPurchase()];
        (opened.ListCents, opened.UpgradeToCents, opened.Label.In("fr"), opened.Label.In("en")).ShouldBe((7900, null, $"{Solar} – Plateau Mont-Royal, en exclusivité", $"{Solar} – Plateau Mont-Royal, exclusive"));
        (await Start(other, listing)).Error.Code.ShouldBe("purchasing.lead-sold-out");
        await Pay(me, started);
        (await See(me, started.Id)).Value.Exclusive.ShouldBeTrue();
        (await Slots(listing)).ShouldBe(0b1);
    }

    [Fact]
    public async Task A_shared_lead_has_no_list_price_of_its_own()
    {
        var started = (await Start(await AddContractor(), await AddListing())).Value;

        var opened = Others.Opened[started.Id.AsPurchase()];
        (opened.ListCents, opened.Label.In("fr")).ShouldBe((null, "ev-charger – Plateau Mont-Royal"));
    }

    private const string Solar = "solar-panels";

    private async Task<ListingId> AddExclusive()
    {
        var listing = await AddListing(Solar, capacity: 1);
        await Database.Truth<object>("update purchasing.listings set mode = 'exclusive' where id = @id", new { id = listing.Value });
        return listing;
    }
}
