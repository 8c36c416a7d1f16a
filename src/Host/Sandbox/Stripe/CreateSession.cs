using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.PaymentPage;
using LeadMarket.Sandbox.Stripe.Setup;
using LeadMarket.Sandbox.Stripe.Subscriptions;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary><c>POST /v1/checkout/sessions</c>.</summary>
internal static class CreateSession
{
    public const long Shortest = 30 * 60;
    public const long Longest = 24 * 3600;

    public static async Task<StripeAnswer> Handle(StripeCall call)
    {
        var form = call.Form;
        var mode = form.OneOf("mode", "payment", "setup", "subscription") ?? throw StripeRefusal.Missing("mode");
        if (StripeVersion.TakesPaymentMethodTypes(call.Version)) form.Ignore("payment_method_types");
        form.Ignore("customer_update", "customer_creation", "submit_type", "billing_address_collection",
            "phone_number_collection", "saved_payment_method_options", "consent_collection", "custom_text", "invoice_creation");
        form.OneOf("ui_mode", "hosted_page");
        RefuseWhatOurServerOwns(form);

        var successUrl = Address(form, "success_url") ?? throw StripeRefusal.Missing("success_url");
        var cancelUrl = Address(form, "cancel_url");
        var customer = form.Text("customer");
        var email = form.Text("customer_email", most: 512);
        if (customer is not null && email is not null)
            throw StripeRefusal.Invalid(code: null, "You may only specify one of these parameters: customer, customer_email.", "customer");
        var expiresAt = ExpiresAt(form, call.Ledger.Now);
        var id = StripeIds.New("cs_test_", 58);
        var order = mode is "subscription" ? await SubscriptionOrder.Read(call, customer) : null;
        var setup = mode is "setup" ? SetupOrder.Read(form) : null;
        var lines = setup is not null ? null : order?.Lines(call.Path, id) ?? CheckoutLines.Read(form, call.Path, id);
        var intentDetails = mode is "payment" ? IntentData(form.Group("payment_intent_data")) : order is null ? null : SubscriptionOrder.IntentData();
        var methods = PaymentWays.Read(form, mode, lines, intentDetails);
        var (reference, locale, metadata) = (form.Text("client_reference_id", 200), form.Text("locale", 10), form.Metadata());
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();
        if (customer is not null) await call.Ledger.Get(Kinds.Customer, customer, "customer");
        var setupIntent = setup is null ? null : await SetupIntents.Create(call.Ledger, setup, customer, id);

        var session = await call.Ledger.Add(Kinds.Session, new JsonObject
        {
            ["id"] = id,
            ["object"] = "checkout.session",
            ["amount_subtotal"] = lines is null ? null : lines.Total - lines.Tax,
            ["amount_total"] = lines?.Total,
            ["cancel_url"] = cancelUrl,
            ["client_reference_id"] = reference,
            ["created"] = call.Ledger.Now,
            ["currency"] = lines is null ? setup!.Currency : lines.Currency,
            ["customer"] = customer,
            ["customer_details"] = email is null ? null : new JsonObject { ["email"] = email },
            ["customer_email"] = email,
            ["expires_at"] = expiresAt,
            ["invoice"] = null,
            ["livemode"] = false,
            ["locale"] = locale,
            ["metadata"] = metadata,
            ["mode"] = mode,
            ["payment_intent"] = null,
            ["payment_method_types"] = methods,
            ["payment_status"] = lines is null or { Total: 0 } ? "no_payment_required" : "unpaid",
            ["setup_intent"] = setupIntent?.Id,
            ["status"] = "open",
            ["subscription"] = null,
            ["success_url"] = successUrl,
            ["total_details"] = new JsonObject { ["amount_discount"] = 0, ["amount_shipping"] = 0, ["amount_tax"] = lines?.Tax ?? 0 },
            ["ui_mode"] = "hosted_page",
            ["url"] = $"{call.BaseUrl}/c/pay/{id}",
        }, new JsonObject { ["line_items"] = lines?.Items, ["payment_intent_data"] = intentDetails, ["order"] = order?.Details(call.BaseUrl) });
        return StripeAnswer.Ok(await expansion.Apply(session, call));
    }

    private static void RefuseWhatOurServerOwns(StripeForm form)
    {
        if (form.Boolean("allow_promotion_codes") is true)
            throw StripeRefusal.Invalid(code: null, "This Sandbox keeps no promotion codes.", "allow_promotion_codes");
        foreach (var discount in form.List("discounts"))
        {
            var coupon = discount.Text("coupon") ?? discount.Text("promotion_code") ?? "";
            throw StripeRefusal.Invalid("resource_missing", $"No such coupon: '{coupon}'", discount.PathOf("coupon"));
        }

        if (form.Group("automatic_tax").Boolean("enabled") is true)
        {
            throw StripeRefusal.Invalid(code: null,
                "You must have a valid head office address to enable automatic tax calculation in test mode.", "automatic_tax");
        }
    }

    private static long ExpiresAt(StripeForm form, long now)
    {
        var expiresAt = form.Integer("expires_at") ?? now + Longest;
        if (expiresAt < now + Shortest)
            throw StripeRefusal.Invalid(code: null, "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", "expires_at");
        if (expiresAt > now + Longest)
            throw StripeRefusal.Invalid(code: null, "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", "expires_at");
        return expiresAt;
    }

    // The session's own metadata is not inherited: what the intent is to carry is named here or nowhere.
    private static JsonObject IntentData(StripeForm intent)
    {
        intent.Ignore("receipt_email", "statement_descriptor", "statement_descriptor_suffix", "shipping");
        intent.OneOf("capture_method", "automatic", "automatic_async");
        return new JsonObject
        {
            ["description"] = intent.Text("description", 1000),
            ["setup_future_usage"] = intent.OneOf("setup_future_usage", "off_session", "on_session"),
            ["metadata"] = intent.Metadata(),
        };
    }

    private static string? Address(StripeForm form, string name)
    {
        var text = form.Text(name);
        return text is null || (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https"))
            ? text
            : throw StripeRefusal.Invalid("url_invalid", "Not a valid URL", name);
    }
}
