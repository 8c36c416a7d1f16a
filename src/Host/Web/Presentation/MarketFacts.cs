using LeadMarket.Kernel.Markets;

namespace LeadMarket.Web.Presentation;

/// <summary>What is true of a whole market, for pages that speak of no service in particular.</summary>
public static class MarketFacts
{
    /// <summary>Most contractors who may buy any one lead: one, where every service is sold exclusively.</summary>
    public static int MostBuyers(this Market market) => market.Services.Max(service => market.CapacityOf(service.Key));
}
