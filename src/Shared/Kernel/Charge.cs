namespace LeadMarket.Kernel;

/// <summary>What is charged, line by line. Total = subtotal − discount + taxes, to the cent.</summary>
/// <param name="Subtotal">The price before anything.</param>
/// <param name="Discount">Taken off before tax; zero to the subtotal.</param>
/// <param name="Taxes">One line per tax of the market, each rounded for itself.</param>
/// <param name="Total">What the card is charged; zero needs no card.</param>
public sealed record Charge(Money Subtotal, Money Discount, IReadOnlyList<TaxLine> Taxes, Money Total);

/// <param name="Code">The tax's code in the market file, such as <c>gst</c>.</param>
public sealed record TaxLine(string Code, Money Amount);

/// <summary>Where a buyer comes back to from the payment page.</summary>
/// <param name="Paid">After paying. Our own page reads our own state, never the query string.</param>
/// <param name="Left">After leaving without paying.</param>
public sealed record ReturnAddresses(Uri Paid, Uri Left);
