using LeadMarket.Kernel;

namespace LeadMarket.Notifications.Contracts;

/// <summary>Sends the link that proves an e-mail address. One mail per account and minute, however often it is asked for.</summary>
/// <param name="Account">The user account's id.</param>
/// <param name="Locale">A locale of the market.</param>
/// <param name="Link">Absolute, single use.</param>
public sealed record SendEmailConfirmation(Guid Account, string Email, string Name, string Locale, Uri Link) : ICommand;

/// <summary>Tells the owner of an address that somebody tried to register it again, so that the form need not say so.</summary>
public sealed record SendAccountExists(Guid Account, string Email, string Name, string Locale, Uri SignIn) : ICommand;
