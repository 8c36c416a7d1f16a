using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <summary>A card as Stripe said, when asked, that it is.</summary>
/// <param name="Customer">Whose; null once it was taken away.</param>
internal sealed record FetchedCard(string Id, string? Customer, string Brand, string Last4, int ExpiryMonth, int ExpiryYear, bool IsDefault);

/// <summary>A card that Stripe keeps for a contractor: what may be shown of it.</summary>
internal sealed class Card
{
    private Card()
    {
    }

    /// <summary>Ours: what pages and forms name it by.</summary>
    public Guid Id { get; private set; }

    public string PaymentMethod { get; private set; } = "";

    public ContractorId ContractorId { get; private set; }

    public string Brand { get; private set; } = "";

    public string Last4 { get; private set; } = "";

    public int ExpiryMonth { get; private set; }

    public int ExpiryYear { get; private set; }

    /// <summary>What a bill is charged to that names no card of its own.</summary>
    public bool IsDefault { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    public DateTimeOffset? DetachedAt { get; private set; }

    /// <summary>A card is good to the end of its month, wherever on earth that ends last.</summary>
    public static bool HasExpired(int year, int month, DateTimeOffset now) =>
        year is < 1 or > 9998 || month is < 1 or > 12 || now >= new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.FromHours(-12)).AddMonths(1);

    public bool HasExpired(DateTimeOffset now) => HasExpired(ExpiryYear, ExpiryMonth, now);

    public static Card Of(ContractorId contractor, FetchedCard said, DateTimeOffset at)
    {
        var card = new Card { Id = Guid.CreateVersion7(at), PaymentMethod = said.Id, ContractorId = contractor, SavedAt = at };
        card.Follow(said, at);
        return card;
    }

    /// <summary>Stripe has forgotten it, as its owner asked.</summary>
    public void Forget(DateTimeOffset at) => (DetachedAt, IsDefault) = (DetachedAt ?? at, false);

    /// <summary>Stripe has made it the default, as its owner asked.</summary>
    public void Prefer() => IsDefault = DetachedAt is null;

    public void Follow(FetchedCard said, DateTimeOffset at)
    {
        (Brand, Last4, ExpiryMonth, ExpiryYear, IsDefault) = (said.Brand, said.Last4, said.ExpiryMonth, said.ExpiryYear, said.IsDefault);
        // Stripe never attaches a card again that was taken away.
        if (said.Customer is null) DetachedAt ??= at;
    }
}
