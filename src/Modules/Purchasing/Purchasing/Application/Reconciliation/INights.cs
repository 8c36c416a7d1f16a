namespace LeadMarket.Purchasing.Application.Reconciliation;

/// <summary>Which nights were compared.</summary>
internal interface INights
{
    /// <summary>Takes a night that was not compared yet and that nobody has at hand. The first night of all is only noted: a market
    /// that has just begun has nothing to compare.</summary>
    /// <param name="abandoned">Taken before this and still not compared: whoever had it is gone.</param>
    Task<bool> Take(DateOnly night, DateTimeOffset now, DateTimeOffset abandoned, CancellationToken cancel);

    Task Close(DateOnly night, Guid run, DateTimeOffset now, CancellationToken cancel);
}
