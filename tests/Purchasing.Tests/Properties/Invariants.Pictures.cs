using System.Text.Json;
using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <content>What is compared with what it was.</content>
internal sealed partial class Invariants
{
    /// <summary>One contractor's own objects, to the last field.</summary>
    public string PictureOf(ContractorId contractor) => JsonSerializer.Serialize(new
    {
        Unlocks = Town.Unlocks.FindAll(unlock => unlock.ContractorId == contractor),
        Contacts = Town.Contacts.FindAll(contact => contact.ContractorId == contractor),
        Returns = Town.Returns.FindAll(asked => asked.ContractorId == contractor),
        Credits = modules.Stripe.CreditsOf(contractor),
    });

    /// <summary>Everything that there is.</summary>
    public string Picture() => JsonSerializer.Serialize(new
    {
        Town.Unlocks, Town.Contacts, Town.Returns, Town.Verdicts, Town.Listings, Town.Companies,
        Slots = Enumerable.Range(0, Town.Leads).Select(Town.SlotsOf),
        Credits = Town.Companies.Select(company => modules.Stripe.CreditsOf(company.Id)),
        modules.Coupons.Uses, modules.Coupons.Used, modules.Stripe.Books.Moves,
        Tills = modules.Stripe.Tills.Values,
    });
}
