using LeadMarket.Kernel;
using LeadMarket.Notifications.Application.Preferences;
using LeadMarket.Notifications.Application.Texts;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Tests.Application;

public sealed class TextsOffTests
{
    private static readonly TextOrigin Off = new(From: null);

    [Fact]
    public void Where_nobody_carries_texts_none_are_offered() =>
        Preference.Offered(Off.IsOn).ShouldAllBe(preference => preference.Channel == Channel.Email);

    [Theory]
    [InlineData("new-lead", "email", true)]
    [InlineData("new-lead", "text", false)]
    public void Nor_can_one_be_asked_for(string @event, string channel, bool taken) =>
        new SetPreferencesValidator(Off).Validate(new SetPreferences(Samples.Contractor, [new PreferenceChoice(@event, channel)])).IsValid.ShouldBe(taken);

    [Fact]
    public async Task What_was_wanted_as_a_text_while_there_were_some_is_not_lost()
    {
        var book = new RecordingPreferences();
        await new SetPreferencesHandler(book, Off, new MovableClock()).Handle(new SetPreferences(Samples.Contractor, []), CancellationToken.None);
        book.Said.ShouldNotBeEmpty();
        book.Said.ShouldAllBe(said => said.Channel == Channel.Email && !said.On);
    }

    private sealed class RecordingPreferences : IPreferences
    {
        public List<SaidPreference> Said { get; } = [];

        public Task<IReadOnlyList<SaidPreference>> Of(ContractorId contractor, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SaidPreference>>(Said);

        public Task Say(ContractorId contractor, IReadOnlyList<SaidPreference> said, DateTimeOffset at, CancellationToken cancel)
        {
            Said.AddRange(said);
            return Task.CompletedTask;
        }

        public Task<string> LinkKey(UnsubscribeLink link, DateTimeOffset at, CancellationToken cancel) => throw new InvalidOperationException("Nothing is mailed.");

        public Task<UnsubscribeLink?> FindLink(string? key, CancellationToken cancel) => throw new InvalidOperationException("Nobody opens a link.");

        public Task StopTexts(ContractorId contractor, DateTimeOffset at, CancellationToken cancel) => throw new InvalidOperationException("Nobody replied STOP.");

        public Task ForgetStop(ContractorId contractor, CancellationToken cancel) => throw new InvalidOperationException("Nobody wants texts again.");
    }
}
