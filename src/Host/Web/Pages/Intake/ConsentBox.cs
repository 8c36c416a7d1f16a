using LeadMarket.Kernel.Markets;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Web.Pages.Intake;

/// <summary>One box to tick, with the exact words that ticking it agrees to. Shown by <c>_Consent</c>, never ticked beforehand.</summary>
/// <param name="Name">The box's name, as the API spells it.</param>
/// <param name="VersionName">The name of the version of its words.</param>
public sealed record ConsentBox(string Name, string VersionName, ConsentText Text, TypedConsent Typed, bool Required, int Quotes, FormErrors Errors)
{
    public string Id => FormErrors.IdOf(Name);

    public string? Error => Errors[Name] ?? Errors[VersionName];
}
