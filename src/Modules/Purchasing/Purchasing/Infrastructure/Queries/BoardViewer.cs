using System.Data.Common;
using Dapper;
using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>What of a contractor decides what they see on the board.</summary>
internal sealed class BoardViewer
{
    // Set by property: Dapper hands a constructor an untyped Array for text[].
    public string? Plan { get; init; }

    public required string[] Services { get; init; }

    public required string[] Regions { get; init; }

    public required string[] Areas { get; init; }

    /// <summary>The contractor as they stand, or null when this actor may not know them.</summary>
    public static Task<BoardViewer?> Find(DbConnection db, ContractorId contractor) => db.QueryFirstOrDefaultAsync<BoardViewer>("""
        select plan as "Plan", services as "Services", regions as "Regions", covered_areas as "Areas"
        from purchasing.contractors
        where id = @id
        """, new { id = contractor.Value });
}
