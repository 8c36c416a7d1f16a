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

    public static Card Of(ContractorId contractor, FetchedCard said, DateTimeOffset at)
    {
        var card = new Card { PaymentMethod = said.Id, ContractorId = contractor, SavedAt = at };
        card.Follow(said, at);
        return card;
    }

    public void Follow(FetchedCard said, DateTimeOffset at)
    {
        (Brand, Last4, ExpiryMonth, ExpiryYear, IsDefault) = (said.Brand, said.Last4, said.ExpiryMonth, said.ExpiryYear, said.IsDefault);
        // Stripe never attaches a card again that was taken away.
        if (said.Customer is null) DetachedAt ??= at;
    }
}
