using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Leads.Domain;

/// <summary>A consent taken back. A fact beside the consent, which stays: it proves that calls made until then were allowed.</summary>
/// <param name="Key">The consent's key in the market file.</param>
/// <param name="Scope"><see cref="Everybody"/>, or the unlock of the one contractor it is taken back from.</param>
internal sealed record ConsentWithdrawal(LeadId Lead, string Key, string Scope, DateTimeOffset At)
{
    public const string Everybody = "all";

    public static ConsentWithdrawal FromEverybody(LeadId lead, string key, DateTimeOffset at) => new(lead, key, Everybody, at);

    public static ConsentWithdrawal FromBuyer(LeadId lead, UnlockId unlock, DateTimeOffset at) =>
        new(lead, ConsentText.Contact, unlock.ToString(), at);
}
