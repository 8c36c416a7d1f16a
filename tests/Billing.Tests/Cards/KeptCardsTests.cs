using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using Npgsql;

namespace LeadMarket.Billing.Tests.Cards;

public sealed class KeptCardsTests(BillingDatabase billing) : CardTest(billing)
{
    [Theory]
    [InlineData(true, "off_session")]
    [InlineData(false, null)]
    public async Task The_page_keeps_the_card_only_of_who_agreed_and_it_pays_the_next_time(bool agreed, string? usage)
    {
        await Open(pay: new PaymentChoice(KeepCard: agreed));
        var page = Wire.PageOf(Purchase)!;
        page.Keeps.ShouldBe(usage);
        Wire.Pay(page);

        await Hear("checkout.session.completed", page.Id, deliveries: 2);

        var kept = await Kept();
        kept.Count.ShouldBe(agreed ? 1 : 0);
        if (agreed) (kept[0].Card, kept[0].PaysByOneClick).ShouldBe((new SavedCard("visa", "4242", 12, 2030), true));
    }

    [Fact]
    public async Task Consent_outlives_a_refused_card()
    {
        await Keep("generic_decline");

        await OpenByCard(keep: true);

        Wire.PageOf(Purchase)!.Keeps.ShouldBe("off_session");
    }

    [Fact]
    public async Task The_default_pays_by_one_click_and_without_one_the_card_kept_last()
    {
        var first = await Keep();
        var last = await Keep();
        (await Kept()).Select(card => card.PaysByOneClick).ShouldBe([true, false]);
        var older = (await Kept())[1];

        (await Billing.Send(Buyer, new PreferCard(Contractor, older.Id))).IsFailure.ShouldBeFalse();
        (await Billing.Send(Buyer, new PreferCard(Contractor, older.Id))).IsFailure.ShouldBeFalse();

        (await Kept())[0].ShouldBe(older with { PaysByOneClick = true });
        Wire.Customers[Customer].ShouldBe(first);
        await OpenByCard();
        await Billing.Deliver();
        Wire.IntentsOf(Purchase).Single().Method.ShouldBe(first);
        last.ShouldNotBe(first);
    }

    [Fact]
    public async Task An_expired_card_is_shown_as_that_and_charged_by_nobody()
    {
        await Keep();
        Billing.Clock.Now = new DateTimeOffset(2030, 12, 31, 23, 0, 0, TimeSpan.Zero);
        (await Kept())[0].ShouldSatisfyAllConditions(card => card.PaysByOneClick.ShouldBeTrue(), card => card.Expired.ShouldBeFalse());

        Billing.Clock.Now = new DateTimeOffset(2031, 1, 1, 12, 0, 0, TimeSpan.Zero);
        (await Kept())[0].ShouldSatisfyAllConditions(card => card.PaysByOneClick.ShouldBeFalse(), card => card.Expired.ShouldBeTrue());
        (await OpenByCard()).Value.CardRefusal.ShouldBe("billing.no-saved-card");
        Charges.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Fault.None)]
    [InlineData(Fault.Reset)]
    public async Task A_forgotten_card_is_gone_at_once_at_Stripe_and_here(Fault fault)
    {
        var card = await Keep();
        var id = (await Kept()).Single().Id;
        if (fault is not Fault.None) Wire.Break(sent => sent.Path.EndsWith("/detach", StringComparison.Ordinal), fault, 3);

        (await Forget(id)).IsFailure.ShouldBeFalse();
        (await Forget(id)).IsFailure.ShouldBeFalse();

        Wire.Cards[card].Customer.ShouldBeNull();
        (await Kept()).ShouldBeEmpty();
        (await Billing.Send(Buyer, new PreferCard(Contractor, id))).Error.Code.ShouldBe("billing.card-not-found");
        await Hear("payment_method.detached", card);
        (await Kept()).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_Stripe_does_not_answer_a_card_stays_and_no_other_is_preferred()
    {
        await Keep();
        var id = (await Kept()).Single().Id;
        Wire.Weather = _ => Fault.Refused;

        (await Forget(id)).Error.Code.ShouldBe("billing.stripe-unavailable");
        (await Billing.Send(Buyer, new PreferCard(Contractor, id))).Error.Code.ShouldBe("billing.stripe-unavailable");
        (await StartKeeping()).Error.Code.ShouldBe("billing.stripe-unavailable");

        (await Kept()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_card_that_pays_a_plan_is_not_forgotten()
    {
        var card = await Keep();
        await Billing.Tamper(
            """
            insert into billing.subscriptions (id, contractor_id, plan, state, terms, attempt, idempotency_key, opened_at, expires_at, tries, close_tries,
                stripe_id, ends_at_period_end, default_card, fetch_seq, applied_seq, switches)
            values (@id, @contractor, 'pro', 'active', '{}', 1, @id::text, @now, @now, 0, 0, 'sub_' || @id::text, false, @card, 0, 0, 0)
            """, new { id = Guid.NewGuid(), contractor = Contractor.Value, now = Billing.Clock.Now, card });

        (await Forget((await Kept()).Single().Id)).Error.Code.ShouldBe("billing.card-pays-plan");

        Wire.Cards[card].Customer.ShouldBe(Customer);
    }

    [Fact]
    public async Task A_card_is_kept_without_paying_anything()
    {
        (await StartKeeping()).Value.ShouldBe(new Uri($"https://pay.example/{Wire.Pages.Keys.Last()}"));
        var card = Wire.Keep(Customer);

        await Hear("setup_intent.succeeded", card.Replace("pm", "seti", StringComparison.Ordinal));

        (await Kept()).Single().PaysByOneClick.ShouldBeTrue();
    }

    [Fact]
    public async Task Another_contractor_s_card_does_not_exist()
    {
        await Keep();
        var id = (await Kept()).Single().Id;
        var other = ContractorId.From(Guid.CreateVersion7());

        (await Billing.Send(Actor.Contractor(other), new ForgetCard(other, id))).Error.Code.ShouldBe("billing.card-not-found");
        (await Billing.Send(Actor.Contractor(other), new ForgetCard(Contractor, id))).Error.Code.ShouldBe("billing.card-not-found");
        (await Billing.Send(Actor.Contractor(other), new PreferCard(Contractor, id))).Error.Code.ShouldBe("billing.card-not-found");
        (await Billing.Send(Actor.Contractor(other), new ListCards(Contractor))).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task PostgreSQL_lets_nobody_write_what_a_card_is_but_the_system()
    {
        await Keep();
        var stranger = Actor.Contractor(ContractorId.From(Guid.CreateVersion7()));

        foreach (var change in new[] { "last4 = '0000'", "payment_method = 'pm_other'", "contractor_id = gen_random_uuid()", "id = gen_random_uuid()" })
        {
            (await Should.ThrowAsync<PostgresException>(() => Billing.As(Buyer, db => db.ExecuteAsync($"update billing.saved_cards set {change}"))))
                .SqlState.ShouldBe("42501", change);
        }

        (await Billing.As(stranger, db => db.ExecuteAsync("update billing.saved_cards set is_default = true"))).ShouldBe(0);
        (await Billing.As(Buyer, db => db.ExecuteAsync("delete from billing.saved_cards"))).ShouldBe(0);
        (await Billing.As(Buyer, db => db.ExecuteAsync("update billing.saved_cards set is_default = true"))).ShouldBe(1);
    }

    private Task<Result> Forget(Guid card) => Billing.Send(Buyer, new ForgetCard(Contractor, card));

    private Task<Result<Uri>> StartKeeping() => Billing.Send(Buyer, new StartKeepingCard(
        Contractor, BilledTo, "fr", new ReturnAddresses(new Uri("https://site.example/kept"), new Uri("https://site.example/cards"))));
}
