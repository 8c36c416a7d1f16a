using LeadMarket.Sandbox.Stripe.Balance;
using LeadMarket.Sandbox.Stripe.Disputes;
using LeadMarket.Sandbox.Stripe.Faults;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Outcomes;
using LeadMarket.Sandbox.Stripe.PaymentPage;
using LeadMarket.Sandbox.Stripe.Setup;
using LeadMarket.Sandbox.Stripe.Subscriptions;
using LeadMarket.Sandbox.Stripe.Webhooks;
using LeadMarket.Sandbox.Stripe.Wire;
using LeadMarket.Sandbox.Vendors;

namespace LeadMarket.Sandbox.Stripe;

/// <summary>Stripe's API at Stripe's own paths, and the controls that make it misbehave.</summary>
internal static class StripeEndpoints
{
    public static IServiceCollection AddStripe(this IServiceCollection services)
    {
        services.AddSingleton<StripePipeline>().AddSingleton<FaultQueue>().AddSingleton<StripeRequestLog>();
        services.AddSingleton<LedgerBook>().AddSingleton<CheckoutCounter>().AddSingleton<DeliveryBook>();
        services.AddHostedService<SessionExpiryWorker>().AddHostedService<DeliveryWorker>();
        services.AddHostedService<OutcomeWorker>();
        services.AddSubscriptions();
        // A redirect is a failed delivery at Stripe, so none is followed.
        services.AddHttpClient<WebhookSender>(client => client.Timeout = TimeSpan.FromSeconds(10))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        return services;
    }

    public static void MapStripe(this IEndpointRouteBuilder app)
    {
        app.MapFaults();
        app.MapDeliveries();
        app.MapPayments();
        app.MapDisputeControls();
        app.MapBalanceControls();
        app.MapOutcomeControls();

        var v1 = app.MapGroup("/v1").WithMetadata(new ServedBy(Vendor.Stripe));
        v1.Resource("POST", "/checkout/sessions", CreateSession.Handle);
        v1.Resource("GET", "/checkout/sessions", Sessions.List);
        v1.Resource("GET", "/checkout/sessions/{id}", Sessions.Retrieve);
        v1.Resource("GET", "/checkout/sessions/{id}/line_items", Sessions.LineItems);
        v1.Resource("POST", "/checkout/sessions/{id}/expire", Sessions.Expire);
        v1.Resource("POST", "/customers", Customers.Create);
        v1.Resource("GET", "/customers", Customers.List);
        v1.Resource("GET", "/customers/{id}", Retrieval.Of(Kinds.Customer));
        v1.Resource("POST", "/customers/{id}", Customers.Update);
        v1.Resource("POST", "/payment_intents", PaymentIntents.Create);
        v1.Resource("GET", "/payment_intents", PaymentIntents.List);
        v1.Resource("GET", "/payment_intents/{id}", Retrieval.Of(Kinds.Intent));
        v1.Resource("POST", "/payment_intents/{id}/confirm", PaymentIntents.Confirm);
        v1.Resource("POST", "/payment_intents/{id}/cancel", PaymentIntents.Cancel);
        v1.Resource("GET", "/customers/{id}/payment_methods", PaymentMethods.ListOfCustomer);
        v1.Resource("GET", "/payment_methods", PaymentMethods.List);
        v1.Resource("GET", "/payment_methods/{id}", Retrieval.Of(Kinds.PaymentMethod));
        v1.Resource("POST", "/payment_methods/{id}/attach", PaymentMethods.Attach);
        v1.Resource("POST", "/payment_methods/{id}/detach", PaymentMethods.Detach);
        v1.Resource("GET", "/setup_intents", SetupIntents.List);
        v1.Resource("GET", "/setup_intents/{id}", Retrieval.Of(Kinds.SetupIntent));
        v1.Resource("GET", "/charges", Charges.List);
        v1.Resource("GET", "/charges/{id}", Retrieval.Of(Kinds.Charge));
        v1.Resource("POST", "/refunds", Refunds.Create);
        v1.Resource("GET", "/refunds", Refunds.List);
        v1.Resource("GET", "/refunds/{id}", Retrieval.Of(Kinds.Refund));
        v1.Resource("POST", "/refunds/{id}", Refunds.Update);
        v1.MapDisputes();
        v1.MapBalance();
        v1.MapSubscriptions();
        v1.Resource("GET", "/events", Events.List);
        v1.Resource("GET", "/events/{id}", Events.Retrieve);
        v1.Map("/{**rest}", (HttpContext http, StripePipeline pipeline) => pipeline.Handle(http, call => throw StripeRefusal.Invalid(
            code: null, $"Unrecognized request URL ({http.Request.Method}: {call.Path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.", param: null, 404)));
    }

    internal static void Resource(this IEndpointRouteBuilder v1, string method, string pattern, StripeOperation operation) =>
        v1.MapMethods(pattern, [method], (HttpContext http, StripePipeline pipeline) => pipeline.Handle(http, operation));
}
