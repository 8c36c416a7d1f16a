using System.Text;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Accounts;

/// <summary>The tests' own authenticator: were it wrong as the product is, both would agree.</summary>
public sealed class AuthenticatorTests
{
    // RFC 6238, appendix B: the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(20_000_000_000, "353130")]
    public void It_shows_what_the_RFC_says(long seconds, string code) =>
        new Authenticator(Encoding.ASCII.GetBytes("12345678901234567890")).CodeAt(DateTimeOffset.FromUnixTimeSeconds(seconds)).ShouldBe(code);
}
