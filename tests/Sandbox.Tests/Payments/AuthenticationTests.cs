using System.Net;
using AngleSharp.Html.Parser;
using LeadMarket.Sandbox.Tests.Subscriptions;

namespace LeadMarket.Sandbox.Tests.Payments;

public sealed class AuthenticationTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    private const string Always = "4000 0027 6000 3184";
    private const string Once = "4000 0025 0000 3155";
    private readonly RunningSandbox _sandbox = shared.Sandbox;

    [Fact]
    public async Task The_bank_asks_and_the_payment_goes_through()
    {
        var session = await _sandbox.OpenSession("&locale=fr");
        var asked = await _sandbox.Pay(session, Always);
        asked.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        asked.Headers.Location!.OriginalString.ShouldBe($"/c/pay/{session}/authenticate");
        var waiting = await _sandbox.Get($"/v1/checkout/sessions/{session}?expand[]=payment_intent");
        waiting.Text("status").ShouldBe("open");
        waiting["payment_intent"]!.Text("status").ShouldBe("requires_action");

        var page = await new HtmlParser().ParseDocumentAsync(await _sandbox.Http.GetStringAsync($"/c/pay/{session}/authenticate"));
        page.QuerySelector("h1")!.TextContent.ShouldBe("Confirmez auprès de votre banque");
        page.QuerySelectorAll("button").Select(button => button.GetAttribute("value")).ShouldBe(["complete", "fail"]);

        var paid = await _sandbox.Authenticate(session, succeed: true);
        paid.Headers.Location!.OriginalString.ShouldBe($"http://localhost:5080/done?s={session}");
        (await _sandbox.Get($"/v1/checkout/sessions/{session}")).Text("payment_status").ShouldBe("paid");
        (await _sandbox.Events(waiting["payment_intent"]!.Text("id"))).ShouldBe(
            "payment_intent.created payment_intent.requires_action charge.succeeded payment_intent.succeeded checkout.session.completed");
        (await _sandbox.Authenticate(session, succeed: true)).Headers.Location!.OriginalString.ShouldBe($"/c/pay/{session}");
    }

    [Fact]
    public async Task A_buyer_whom_the_bank_does_not_recognise_is_back_at_the_card_form()
    {
        var session = await _sandbox.OpenSession();
        await _sandbox.Pay(session, Always);
        var back = await _sandbox.Authenticate(session, succeed: false);
        back.Headers.Location!.OriginalString.ShouldBe($"/c/pay/{session}?authentication=failed");
        var page = await new HtmlParser().ParseDocumentAsync(await _sandbox.Http.GetStringAsync(back.Headers.Location));
        page.QuerySelector("[role=alert]")!.TextContent.ShouldBe(
            "We are unable to authenticate your payment method. Please choose a different payment method and try again.");

        var intent = (await _sandbox.Get($"/v1/checkout/sessions/{session}?expand[]=payment_intent"))["payment_intent"]!;
        intent.Text("status").ShouldBe("requires_payment_method");
        intent["last_payment_error"]!.Text("code").ShouldBe("payment_intent_authentication_failure");
        (await _sandbox.Pay(session)).Headers.Location!.OriginalString.ShouldStartWith("http://localhost:5080/done");
    }

    [Theory]
    [InlineData(Once, 200, null)]
    [InlineData(Always, 402, "authentication_required")]
    public async Task A_card_set_up_with_its_owner_there_is_charged_later_as_its_bank_allows(string card, int status, string? code)
    {
        var customer = await _sandbox.NewCustomer();
        var session = await _sandbox.OpenSession($"&customer={customer}&payment_intent_data[setup_future_usage]=off_session");
        await _sandbox.Pay(session, card);
        (await _sandbox.Authenticate(session, succeed: true)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var method = await _sandbox.Single($"/v1/payment_methods?customer={customer}&type=card");

        var later = await _sandbox.Post("/v1/payment_intents", $"amount=1000&currency=cad&customer={customer}&payment_method={method.Text("id")}&off_session=true&confirm=true");
        later.Status.ShouldBe(status);
        later.Body.Code().ShouldBe(code);
    }

    [Fact]
    public async Task A_card_never_set_up_is_not_charged_without_its_owner()
    {
        var (status, body, _) = await _sandbox.Post("/v1/payment_intents",
            "amount=1000&currency=cad&payment_method=pm_card_authenticationRequiredOnSetup&off_session=true&confirm=true");
        status.ShouldBe(402);
        body.Code().ShouldBe("authentication_required");
    }

    [Fact]
    public async Task A_card_is_saved_once_its_owner_confirmed()
    {
        var customer = await _sandbox.NewCustomer();
        var session = await _sandbox.OpenSetup(customer);
        (await _sandbox.Pay(session, Once)).Headers.Location!.OriginalString.ShouldBe($"/c/pay/{session}/authenticate");
        (await _sandbox.Authenticate(session, succeed: false)).Headers.Location!.OriginalString.ShouldEndWith("failed");
        await _sandbox.Pay(session, Once);
        (await _sandbox.Authenticate(session, succeed: true)).Headers.Location!.OriginalString.ShouldBe("http://localhost:5080/kept");
        (await _sandbox.Single($"/v1/payment_methods?customer={customer}"))["card"]!.Text("last4").ShouldBe("3155");
    }

    [Theory]
    [InlineData("4000 0000 0000 9995", "Your card has insufficient funds.", "card_declined", "insufficient_funds")]
    [InlineData("4000 0000 0000 9987", "Your card was declined.", "card_declined", "lost_card")]
    [InlineData("4000 0000 0000 0069", "Your card has expired.", "expired_card", "expired_card")]
    [InlineData("4000 0000 0000 0127", "Your card's security code is incorrect.", "incorrect_cvc", "incorrect_cvc")]
    [InlineData("4000 0000 0000 0341", "Your card was declined.", "card_declined", "generic_decline")]
    public async Task A_declined_card_is_told_in_its_banks_words(string card, string message, string code, string decline)
    {
        var session = await _sandbox.OpenSession();
        var answer = await _sandbox.Pay(session, card);
        answer.StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        page.QuerySelector("[role=alert]")!.TextContent.ShouldBe(message);
        var error = (await _sandbox.Get($"/v1/checkout/sessions/{session}?expand[]=payment_intent"))["payment_intent"]!["last_payment_error"]!;
        error.Text("code").ShouldBe(code);
        error.Text("decline_code").ShouldBe(decline);
    }
}
