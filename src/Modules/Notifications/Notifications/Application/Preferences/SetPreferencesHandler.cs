using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Texts;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.Preferences;

internal sealed class SetPreferencesValidator : AbstractValidator<SetPreferences>
{
    // A page has one box each; more than a few times that is nobody's page.
    private const int MostPairs = 100;

    public SetPreferencesValidator(TextOrigin texts) => RuleFor(command => command.On)
        .Must(on => on is { Count: <= MostPairs } && on.All(choice => IsOffered(choice, texts)))
        .WithErrorCode("notifications.preference-unknown");

    private static bool IsOffered(PreferenceChoice? choice, TextOrigin texts) => choice is not null && Preference.Offered(texts.IsOn)
        .Any(preference => preference.IsNamed(choice.Event, choice.Channel));
}

internal sealed class SetPreferencesHandler(IPreferences preferences, TextOrigin texts, TimeProvider clock) : ICommandHandler<SetPreferences>
{
    public async Task<Result> Handle(SetPreferences command, CancellationToken cancel)
    {
        // What is not offered was not on the page that somebody saved: it stays as it was. What is fixed needs no word.
        var said = Preference.Offered(texts.IsOn).Where(preference => !preference.Fixed)
            .Select(preference => new SaidPreference(
                preference.Event, preference.Channel, command.On.Any(choice => preference.IsNamed(choice.Event, choice.Channel))))
            .ToList();
        await preferences.Say(command.Contractor, said, clock.GetUtcNow(), cancel);
        if (said.Exists(preference => preference is { Channel: Channel.Text, On: true })) await preferences.ForgetStop(command.Contractor, cancel);
        return Result.Success;
    }
}
