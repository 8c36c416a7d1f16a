using LeadMarket.Kernel;

namespace LeadMarket.Notifications.Contracts;

/// <summary>Sends the link that proves an e-mail address. One mail per account and minute, however often it is asked for.</summary>
/// <param name="Account">The user account's id.</param>
/// <param name="Locale">A locale of the market.</param>
/// <param name="Link">Absolute, single use.</param>
public sealed record SendEmailConfirmation(Guid Account, string Email, string Name, string Locale, Uri Link) : ICommand;

/// <summary>Tells the owner of an address that somebody tried to register it again, so that the form need not say so.</summary>
public sealed record SendAccountExists(Guid Account, string Email, string Name, string Locale, Uri SignIn) : ICommand;

/// <summary>Sends the link that sets a new password. One mail per account and minute, however often it is asked for.</summary>
/// <param name="Link">Absolute, single use.</param>
/// <param name="ValidUntil">When it opens nothing any more.</param>
public sealed record SendPasswordReset(Guid Account, string Email, string Name, string Locale, Uri Link, DateTimeOffset ValidUntil) : ICommand;

/// <summary>Tells the owner of an account what was changed about signing in, so that a change that is not theirs is noticed.</summary>
/// <param name="Change"><c>password-changed</c>, <c>two-step-on</c>, <c>two-step-off</c>, <c>recovery-codes-renewed</c>.</param>
/// <param name="Help">Absolute: where to set a new password.</param>
public sealed record SendSecurityNotice(Guid Account, Guid Notice, string Email, string Name, string Locale, string Change, Uri Help) : ICommand;
