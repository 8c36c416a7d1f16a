using LeadMarket.Billing.Application.Ledger;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Ledger;

/// <summary>Has the books checked and reads, as staff do, what was found.</summary>
internal static class CheckedBooks
{
    private static readonly DateTimeOffset First = new TestClock().Now;
    private static int _hours;

    // Each check is the latest: the clock that tests set back must not bring an older one to the front.
    public static async Task<IReadOnlyList<string>> Faults(this BillingDatabase billing)
    {
        billing.Clock.Now = First.AddHours(Interlocked.Increment(ref _hours));
        (await billing.Send(Actor.System, new CheckLedger())).IsFailure.ShouldBeFalse();
        var last = (await billing.Send(Actor.Staff, new GetBooks())).Value.LastCheck!;
        last.At.ShouldBe(billing.Clock.Now);
        return last.Faults;
    }
}
