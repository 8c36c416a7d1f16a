using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Stripe.PaymentPage;

/// <summary>A Canadian bank account as typed into the page: Stripe's test accounts, which pay or bounce days after the order.</summary>
internal sealed record BankAccount(string Institution, string Transit, string Number, string Name)
{
    private const string TestInstitution = "000";
    private const string TestTransit = "11000";
    private const string Pays = "000123456789";
    private const string Bounces = "000222222227";

    public PaymentProblem? Problem =>
        Institution is not TestInstitution || Transit is not TestTransit || Number is not (Pays or Bounces) ? PaymentProblem.AccountUnknown
        : string.IsNullOrWhiteSpace(Name) || !State.RequestBody.IsStorable(Name) ? PaymentProblem.HolderMissing
        : null;

    public bool HasMoney => Number is Pays;

    public JsonObject Shown(string fingerprint) => new()
    {
        ["bank_name"] = "STRIPE TEST BANK",
        ["fingerprint"] = fingerprint,
        ["institution_number"] = Institution,
        ["last4"] = Number[^4..],
        ["transit_number"] = Transit,
    };
}
