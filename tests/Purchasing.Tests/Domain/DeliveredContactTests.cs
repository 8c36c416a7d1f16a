using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Domain;

public sealed class DeliveredContactTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_copy_taken_back_holds_nothing_of_the_person_and_tells_so_once(bool erased)
    {
        var contact = Delivered();

        contact.TakeBack(erased, Samples.Noon.AddDays(1));
        contact.TakeBack(!erased, Samples.Noon.AddDays(2));

        new[] { contact.Name, contact.Email, contact.Phone, contact.Address, contact.PostalCode, contact.Locale }.ShouldAllBe(detail => detail == null);
        contact.CallHours.ShouldBeEmpty();
        (contact.DeliveredAt, contact.WithdrawnAt).ShouldBe((Samples.Noon, Samples.Noon.AddDays(1)));
        contact.TakeEvents().ShouldBe([
            new ContactDestroyed(contact.UnlockId, Samples.Noon.AddDays(1)),
            new ContactTakenBack(contact.UnlockId, contact.LeadId, contact.ContractorId, erased, Samples.Noon.AddDays(1)),
        ]);
    }

    [Fact]
    public void A_copy_of_who_has_the_money_back_is_destroyed_and_no_news_of_the_homeowner()
    {
        var contact = Delivered();

        contact.TakeBackRefunded(Samples.Noon.AddDays(1));
        contact.TakeBack(erased: true, Samples.Noon.AddDays(2));

        (contact.Name, contact.Phone, contact.WithdrawnAt).ShouldBe((null, null, Samples.Noon.AddDays(1)));
        contact.TakeEvents().ShouldBe([new ContactDestroyed(contact.UnlockId, Samples.Noon.AddDays(1))]);
    }

    [Fact]
    public void A_copy_just_delivered_is_the_whole_contact_and_no_news()
    {
        var contact = Delivered();

        (contact.Name, contact.Phone, contact.Address, contact.WithdrawnAt).ShouldBe((Samples.Homeowner.Name, Samples.Homeowner.Phone, Samples.Homeowner.Address, null));
        contact.CallHours.ShouldBe(["evening"]);
        contact.TakeEvents().ShouldBeEmpty();
    }

    private static DeliveredContact Delivered()
    {
        var listing = Samples.Listing();
        var unlock = Unlock.Reserve(listing.Id, Samples.Contractor(), 1, Samples.Order, Samples.Noon, TestMarket.Hold);
        return DeliveredContact.Deliver(unlock, listing.LeadId, Samples.Homeowner, Samples.Noon);
    }
}
