using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Subscriptions.Catalogue;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>Stripe Billing at Stripe's own paths.</summary>
internal static class SubscriptionEndpoints
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) =>
        services.AddHostedService<RenewalWorker>().AddSingleton<InvoicePage.InvoiceCounter>().AddSingleton<Portal.PortalCounter>();

    public static void MapSubscriptions(this IEndpointRouteBuilder v1)
    {
        v1.Resource("POST", "/products", Products.Create);
        v1.Resource("GET", "/products", Products.List);
        v1.Resource("GET", "/products/{id}", Retrieval.Of(Kinds.Product));
        v1.Resource("POST", "/products/{id}", Products.Update);
        v1.Resource("POST", "/prices", Prices.Create);
        v1.Resource("GET", "/prices", Prices.List);
        v1.Resource("GET", "/prices/{id}", Retrieval.Of(Kinds.Price));
        v1.Resource("POST", "/prices/{id}", Prices.Update);
        v1.Resource("POST", "/tax_rates", TaxRates.Create);
        v1.Resource("GET", "/tax_rates", TaxRates.List);
        v1.Resource("GET", "/tax_rates/{id}", Retrieval.Of(Kinds.TaxRate));
        v1.Resource("POST", "/tax_rates/{id}", TaxRates.Update);
        v1.Resource("GET", "/subscriptions", Subscriptions.List);
        v1.Resource("GET", "/subscriptions/{id}", Retrieval.Of(Kinds.Subscription));
        v1.Resource("POST", "/subscriptions/{id}", Subscriptions.Update);
        v1.Resource("DELETE", "/subscriptions/{id}", Subscriptions.Cancel);
        v1.Resource("POST", "/invoices/create_preview", Preview.Handle);
        v1.Resource("GET", "/invoices", Invoices.List);
        v1.Resource("GET", "/invoices/{id}", Retrieval.Of(Kinds.Invoice));
        v1.Resource("GET", "/invoices/{id}/lines", Invoices.Lines);
        v1.Resource("POST", "/invoices/{id}/pay", Invoices.Pay);
        v1.Resource("POST", "/invoices/{id}/void", Invoices.Void);
        v1.Resource("POST", "/billing_portal/sessions", Portal.PortalSessions.Create);
    }
}
