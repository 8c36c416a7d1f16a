using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Application.Sales;

/// <summary>How many contractors have paid for a listing, of how many it can be sold to.</summary>
internal sealed record CountSales(ListingId Listing) : IQuery<ListingSales>;

internal sealed record ListingSales(int Sold, int Capacity);
