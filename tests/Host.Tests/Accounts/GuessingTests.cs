using System.Net;

namespace LeadMarket.Host.Tests.Accounts;

[Collection(OneAccountMarket.Name)]
public sealed class GuessingTests(AccountMarket fixture)
{
    private const int Guesses = 30;

    [Fact]
    public async Task Wrong_passwords_that_come_at_once_all_count()
    {
        var owner = await fixture.NewOwner();
        var right = owner.Password;
        owner.Password = "une devinette ratée";
        var guesses = await Task.WhenAll(Enumerable.Range(0, Guesses).Select(_ => owner.AskForToken()));
        guesses.ShouldAllBe(guess => guess.Code == "identity.sign-in-refused");

        (await owner.TypePassword(right)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "closed for the right password too");
    }

    [Fact]
    public async Task Wrong_codes_that_come_at_once_all_count()
    {
        var owner = await fixture.NewOwner();
        await owner.SwitchOnTwoStep(await owner.SignIn());
        var guesses = await Task.WhenAll(Enumerable.Range(0, Guesses).Select(_ => owner.AskForToken("000000")));
        guesses.ShouldAllBe(guess => guess.Status != HttpStatusCode.OK);

        (await owner.AskForToken(await owner.NextCode())).Code.ShouldBe("identity.sign-in-refused", "closed");
    }
}
