using LeadMarket.Web.Presentation;

namespace LeadMarket.Web.Tests.Presentation;

/// <summary>What the page of an upgrade says once its money is not with us for good.</summary>
public sealed class UpgradeWordsTests
{
    private static readonly string[] Undone = ["refunding", "refunded", "refund-pending", "refund-failed", "disputed", "charged-back"];

    // The page makes the key from the state, where no rule of architecture sees it.
    [Theory]
    [InlineData("fr", "")]
    [InlineData("fr", ".text")]
    [InlineData("en", "")]
    [InlineData("en", ".text")]
    public void Each_way_in_which_an_upgrade_is_undone_has_words_of_its_own(string locale, string part)
    {
        var words = Undone.Select(state => TextBook.Find(locale, $"upgrade.{state}{part}")).ToList();
        words.ShouldNotContain((string?)null);
        words.ShouldBeUnique();
    }

    [Theory]
    [InlineData("fr", "dû", "quelques jours")]
    [InlineData("en", "owed", "a few days")]
    public void What_a_card_did_not_take_back_is_owed_and_promised_in_no_few_days(string locale, string owed, string promise)
    {
        var words = TextBook.Find(locale, "upgrade.refund-failed.text")!;
        words.ShouldContain(owed);
        words.ShouldNotContain(promise);
    }
}
