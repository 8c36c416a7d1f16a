using LeadMarket.Billing.Application.Ports;

namespace LeadMarket.Billing.Tests.Stripe;

public sealed class StripeClientTests
{
    private const string Session = """{"id":"cs_1","status":"open","url":"https://pay","amount_total":3334,"currency":"cad","from_the_future":{"a":[1]}}""";
    private readonly StripeWire _wire = new();

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(409)]
    public async Task A_server_error_or_conflict_is_sent_again_with_the_same_key_and_body(int status)
    {
        _wire.Answers(status).Answers(status).Answers(200, Session);

        (await Expire()).Succeeded(out var session).ShouldBeTrue();

        session!.Id.ShouldBe("cs_1");
        _wire.Sent.Count.ShouldBe(3);
        _wire.Sent.Distinct().ShouldHaveSingleItem().Key.ShouldBe("key-1");
    }

    [Fact]
    public async Task Three_failures_leave_the_outcome_unknown_after_two_growing_waits()
    {
        _wire.Answers(500).Answers(502, "<html>").Answers(500);

        (await Expire()).IsUnknown.ShouldBeTrue();

        _wire.Clock.Waits.Count.ShouldBe(2);
        _wire.Clock.Waits[0].ShouldBe(TimeSpan.FromSeconds(0.5));
        _wire.Clock.Waits[1].ShouldBeInRange(TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_lost_connection_is_asked_again()
    {
        _wire.Fails(new HttpRequestException("reset")).Fails(new IOException("half an answer")).Answers(200, Session);

        (await Expire()).Succeeded(out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_plain_429_is_not_asked_again_and_decides_nothing()
    {
        _wire.Answers(429, """{"error":{"type":"rate_limit_error"}}""");

        (await Expire()).IsUnknown.ShouldBeTrue();
        _wire.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(429, "true", 2)]
    [InlineData(500, "false", 1)]
    public async Task Stripe_s_own_word_on_retrying_goes_before_the_status(int status, string shouldRetry, int sent)
    {
        _wire.Answers(status, "{}", shouldRetry).Answers(200, Session);

        await Expire();

        _wire.Sent.Count.ShouldBe(sent);
    }

    [Theory]
    [InlineData(400, """{"type":"invalid_request_error","param":"customer"}""", nameof(Refusal.Other))]
    [InlineData(404, """{"type":"a_type_from_the_future"}""", nameof(Refusal.Other))]
    [InlineData(404, """{"type":"invalid_request_error","code":"resource_missing"}""", nameof(Refusal.NotFound))]
    [InlineData(400, """{"type":"invalid_request_error","code":"resource_already_exists"}""", nameof(Refusal.AlreadyExists))]
    [InlineData(400, """{"type":"invalid_request_error","code":"charge_already_refunded"}""", nameof(Refusal.AlreadyRefunded))]
    [InlineData(400, """{"type":"invalid_request_error","code":"charge_disputed"}""", nameof(Refusal.Disputed))]
    [InlineData(402, """{"type":"card_error","code":"card_declined","decline_code":"generic_decline"}""", nameof(Refusal.CardDeclined))]
    [InlineData(402, """{"type":"card_error","code":"card_declined","decline_code":"insufficient_funds"}""", nameof(Refusal.InsufficientFunds))]
    [InlineData(402, """{"type":"card_error","code":"expired_card"}""", nameof(Refusal.ExpiredCard))]
    [InlineData(402, """{"type":"card_error","code":"incorrect_cvc"}""", nameof(Refusal.IncorrectCard))]
    [InlineData(402, """{"type":"card_error","code":"authentication_required"}""", nameof(Refusal.AuthenticationRequired))]
    [InlineData(402, """{"type":"card_error","code":"card_declined","decline_code":"authentication_required"}""", nameof(Refusal.AuthenticationRequired))]
    [InlineData(402, """{"type":"card_error","code":"card_declined","decline_code":"a_decline_from_the_future"}""", nameof(Refusal.CardDeclined))]
    public async Task A_refusal_is_certain_not_repeated_and_has_a_word(int status, string error, string word)
    {
        _wire.Answers(status, $$"""{"error":{{error}}}""");

        (await Expire()).Refusal!.Value.ToString().ShouldBe(word);
        _wire.Sent.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(200, """{"id":"cs_1","amount_tot""")]
    [InlineData(200, """{"id":"cs_1","amount_total":1e309}""")]
    [InlineData(200, """{"id":"cs_1","amount_total":0.5}""")]
    [InlineData(200, """{"id":null}""")]
    [InlineData(400, "<html>A proxy's own page</html>")]
    [InlineData(400, """{"error":{"type":"idempotency_error","message":"Keys for idempotent requests can only be used with the same parameters"}}""")]
    [InlineData(302, "")]
    [InlineData(401, """{"error":{"type":"invalid_request_error"}}""")]
    [InlineData(403, """{"error":{"type":"invalid_request_error","message":"This key may not do that"}}""")]
    public async Task An_answer_that_says_nothing_for_certain_leaves_the_outcome_unknown(int status, string body)
    {
        _wire.Answers(status, body);

        (await Expire()).IsUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task An_expiry_that_has_come_too_near_is_told_apart()
    {
        _wire.Answers(400, """{"error":{"type":"invalid_request_error","param":"expires_at"}}""");

        (await Expire()).Refusal.ShouldBe(Refusal.ExpiryTooNear);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_is_not_an_unknown_outcome()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => _wire.Gateway.ExpireCheckout("cs_1", "key-1", gone.Token));
    }

    [Fact]
    public async Task A_state_that_Stripe_adds_later_calls_for_nothing()
    {
        _wire.Answers(200, """{"id":"cs_1","status":"frozen","payment_status":"hovering","amount_total":null}""");

        (await Expire()).Succeeded(out var session).ShouldBeTrue();
        session!.State.ShouldBe(HostedState.Open);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_key_that_Stripe_does_not_take_alarms_operators_once_and_clears_when_it_is_taken_again(int status)
    {
        var gateway = _wire.Answers(status).Answers(status).Answers(200, Session).Gateway;

        for (var i = 0; i < 2; i++) (await gateway.ExpireCheckout("cs_1", "key-1", CancellationToken.None)).IsUnknown.ShouldBeTrue();
        _wire.Alarms.Raised.ShouldHaveSingleItem().Kind.ShouldBe("payments-refused");
        _wire.Alarms.Raised[0].Detail.ShouldContain($"{status} to POST v1/checkout/sessions/cs_1/expire");
        _wire.Alarms.Cleared.ShouldBeEmpty();

        await gateway.ExpireCheckout("cs_1", "key-1", CancellationToken.None);
        _wire.Alarms.Cleared.ShouldHaveSingleItem().Kind.ShouldBe("payments-refused");
    }

    [Theory]
    [InlineData("""{"id":"cs_1","livemode":true,"status":"complete","payment_status":"paid"}""")]
    [InlineData("""{"livemode":true}""")]
    public async Task An_object_of_real_money_says_nothing_to_a_test_key_and_alarms(string body)
    {
        _wire.Answers(200, body);

        (await Expire()).IsUnknown.ShouldBeTrue();
        _wire.Alarms.Raised.ShouldHaveSingleItem().Kind.ShouldBe("wrong-mode");
    }

    [Fact]
    public async Task A_list_of_the_other_mode_is_told_by_its_items()
    {
        _wire.Answers(200, """{"data":[{"id":"re_1","livemode":true}],"has_more":false}""");

        (await _wire.Gateway.ListRefundsOfCharge("ch_1", CancellationToken.None)).IsUnknown.ShouldBeTrue();
        _wire.Alarms.Raised.ShouldHaveSingleItem().Kind.ShouldBe("wrong-mode");
    }

    [Fact]
    public async Task A_list_with_one_item_of_the_other_mode_is_of_no_use_either()
    {
        _wire.Answers(200, """{"data":[{"id":"re_1","livemode":false},{"id":"re_2","livemode":true}],"has_more":false}""");

        (await _wire.Gateway.ListRefundsOfCharge("ch_1", CancellationToken.None)).IsUnknown.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_what_an_object_says_of_itself_is_its_mode()
    {
        _wire.Answers(200, """{"id":"cs_1","status":"open","livemode":false,"metadata":{"livemode":"true"},"customer_details":{"livemode":true}}""");

        (await Expire()).Succeeded(out _).ShouldBeTrue();
        _wire.Alarms.Raised.ShouldBeEmpty();
    }

    private Task<GatewayAnswer<HostedCheckout>> Expire() => _wire.Gateway.ExpireCheckout("cs_1", "key-1", CancellationToken.None);
}
