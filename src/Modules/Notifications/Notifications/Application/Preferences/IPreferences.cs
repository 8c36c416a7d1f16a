using LeadMarket.Kernel;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Preferences;

/// <summary>What contractors have said of how they want to be told of things.</summary>
internal interface IPreferences
{
    /// <summary>What this contractor has said; of the rest the defaults hold.</summary>
    Task<IReadOnlyList<SaidPreference>> Of(ContractorId contractor, CancellationToken cancel);

    Task Say(ContractorId contractor, IReadOnlyList<SaidPreference> said, DateTimeOffset at, CancellationToken cancel);

    /// <summary>The key of the link that stops these mails to them: always the same, made when it is first asked for.</summary>
    Task<string> LinkKey(UnsubscribeLink link, DateTimeOffset at, CancellationToken cancel);

    /// <summary>What the link with this key stops; null for a key that was never given.</summary>
    Task<UnsubscribeLink?> FindLink(string? key, CancellationToken cancel);

    /// <summary>Their telephone takes no more texts of ours: all are off, and the contractor is shown since when.</summary>
    Task StopTexts(ContractorId contractor, DateTimeOffset at, CancellationToken cancel);

    /// <summary>They want texts again.</summary>
    Task ForgetStop(ContractorId contractor, CancellationToken cancel);
}
