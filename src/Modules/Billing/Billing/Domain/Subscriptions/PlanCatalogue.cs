using System.Globalization;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <summary>What is sold by the month, as Stripe knows it: every price and tax rate of ours, those of today and those of before.</summary>
internal sealed class PlanCatalogue(IReadOnlyList<PlanPrice> prices, IReadOnlyList<TaxRate> rates)
{
    public IReadOnlyList<PlanPrice> Prices => prices;

    public IReadOnlyList<TaxRate> Rates => rates;

    /// <summary>What a new subscriber of a plan pays; null while Stripe does not know today's price and taxes yet.</summary>
    public SubscriptionPrice? PriceOf(Plan plan, IReadOnlyList<Tax> taxes)
    {
        // The market's own price, never an older one that happens to be known: nobody pays what the page does not say.
        var price = prices.FirstOrDefault(price => price.IsCurrent && price.IsFor(plan));
        var known = taxes.Select(tax => rates.FirstOrDefault(rate => rate.IsFor(tax))?.StripeId).ToList();
        return price?.StripeId is { } id && known.TrueForAll(rate => rate is not null)
            ? new SubscriptionPrice(id, plan.MonthlyPrice, [.. known.OfType<string>()])
            : null;
    }

    /// <summary>The plan a price is of; a price we know nothing of stands for itself and gives no rights.</summary>
    public string PlanOf(FetchedPrice price) => PlanOf(price.Id) ?? price.Plan ?? price.Id;

    public string? PlanOf(string priceId) => prices.FirstOrDefault(price => price.StripeId == priceId)?.Plan;

    /// <summary>The market's code of a tax that Stripe charged.</summary>
    public string? TaxCodeOf(string rateId) => rates.FirstOrDefault(rate => rate.StripeId == rateId)?.Code;
}

/// <summary>A monthly price. Stripe's never change their amount, so a changed price is another one.</summary>
internal sealed class PlanPrice
{
    private PlanPrice()
    {
    }

    public Guid Id { get; private set; }

    public string Plan { get; private set; } = "";

    public long Cents { get; private set; }

    public string Currency { get; private set; } = "";

    /// <summary>What new subscribers pay; one per plan. Others are still paid by who subscribed to them.</summary>
    public bool IsCurrent { get; private set; }

    public string? StripeId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Goes with the row, which is kept before Stripe is called.</summary>
    public string Key => $"price:{Id}";

    public static PlanPrice Of(Plan plan, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), Plan = plan.Key, Cents = plan.MonthlyPrice.Cents, Currency = plan.MonthlyPrice.Currency, IsCurrent = true, CreatedAt = at,
    };

    public bool IsFor(Plan plan) => Plan == plan.Key && Cents == plan.MonthlyPrice.Cents && Currency == plan.MonthlyPrice.Currency;

    public void Retire() => IsCurrent = false;

    public void BecomeKnown(string stripeId) => StripeId ??= stripeId;
}

/// <summary>A tax at a rate. Stripe's rates never change, so a changed one is another.</summary>
internal sealed class TaxRate
{
    private TaxRate()
    {
    }

    public Guid Id { get; private set; }

    public string Code { get; private set; } = "";

    public int RatePpm { get; private set; }

    public string? StripeId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public string Key => $"tax:{Id}";

    public static TaxRate Of(Tax tax, DateTimeOffset at) => new() { Id = Guid.CreateVersion7(at), Code = tax.Code, RatePpm = tax.RatePpm, CreatedAt = at };

    /// <summary>As Stripe takes percentages: <c>9.975</c>.</summary>
    public static string Percentage(int ratePpm) => (ratePpm / 10_000m).ToString("0.####", CultureInfo.InvariantCulture);

    public bool IsFor(Tax tax) => Code == tax.Code && RatePpm == tax.RatePpm;

    public void BecomeKnown(string stripeId) => StripeId ??= stripeId;
}
