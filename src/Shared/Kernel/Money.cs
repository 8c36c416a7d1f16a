namespace LeadMarket.Kernel;

/// <summary>An amount in integer minor units (cents) of one currency. Amounts of two currencies never mix.</summary>
/// <param name="Cents">Minor units; negative for money going back.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
public readonly record struct Money(long Cents, string Currency)
{
    public static Money Zero(string currency) => new(0, currency);

    public static Money operator +(Money left, Money right) => left with { Cents = checked(left.Cents + Same(left, right).Cents) };

    public static Money operator -(Money left, Money right) => left with { Cents = checked(left.Cents - Same(left, right).Cents) };

    private static Money Same(Money left, Money right) => left.Currency == right.Currency
        ? right
        : throw new InvalidOperationException($"Cannot mix {left.Currency} and {right.Currency}.");
}
