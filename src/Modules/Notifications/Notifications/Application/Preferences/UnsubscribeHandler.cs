using LeadMarket.Kernel;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Preferences;

internal sealed class UnsubscribeHandler(IPreferences preferences, TimeProvider clock) : ICommandHandler<Unsubscribe, UnsubscribeView>
{
    public async Task<Result<UnsubscribeView>> Handle(Unsubscribe command, CancellationToken cancel)
    {
        if (await preferences.FindLink(command.Key, cancel) is not { } link) return UnsubscribeErrors.LinkUnknown;

        await preferences.Say(link.Contractor, [new SaidPreference(link.Event, Channel.Email, On: false)], clock.GetUtcNow(), cancel);
        return new UnsubscribeView(link.Event, On: false);
    }
}
