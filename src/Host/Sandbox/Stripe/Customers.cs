using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Wire;

namespace LeadMarket.Sandbox.Stripe;

/// <summary><c>/v1/customers</c>: create, and list by e-mail.</summary>
internal static class Customers
{
    public static async Task<StripeAnswer> Create(StripeCall call)
    {
        var form = call.Form;
        form.Ignore("address", "shipping", "tax", "preferred_locales", "invoice_settings", "tax_exempt");
        var email = form.Text("email", 512);
        if (email is not null && !IsPlausible(email)) throw StripeRefusal.Invalid("email_invalid", $"Invalid email address: {email}", "email");
        var body = new JsonObject
        {
            ["id"] = StripeIds.New("cus_", 14),
            ["object"] = "customer",
            ["created"] = call.Ledger.Now,
            ["description"] = form.Text("description"),
            ["email"] = email,
            ["livemode"] = false,
            ["metadata"] = form.Metadata(),
            ["name"] = form.Text("name", 256),
            ["phone"] = form.Text("phone", 20),
        };
        var expansion = Expansion.Read(form);
        form.RefuseUnknown();

        var customer = await call.Ledger.Add(Kinds.Customer, body);
        await call.Ledger.Emit("customer.created", customer);
        return StripeAnswer.Ok(await expansion.Apply(customer, call));
    }

    public static Task<StripeAnswer> List(StripeCall call) => new StripeList(call, Kinds.Customer).Matching("email").Answer();

    private static bool IsPlausible(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < email.Length - 1 && !email.Any(char.IsWhiteSpace);
    }
}
