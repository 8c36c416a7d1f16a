using LeadMarket.Architecture.Tests.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LeadMarket.Architecture.Tests.Data;

/// <summary>A table as a DbContext maps it.</summary>
public sealed record MappedTable(string Home, string Context, ITable Table)
{
    /// <summary>The tables of a context, whose schema should be <paramref name="home"/>.</summary>
    public static IEnumerable<MappedTable> Of(DbContext context, string home) =>
        context.Model.GetRelationalModel().Tables.Select(table => new MappedTable(home, context.GetType().Name, table));

    public override string ToString() => $"{Context} {Table.SchemaQualifiedName}";
}

/// <summary>Every mapped table, beside the database that the migrations made.</summary>
public sealed record ModelAndDatabase(IReadOnlyList<MappedTable> Tables, DatabaseFacts Database);

/// <summary>Rule 15 over the built EF models. Migrations are hand-written SQL, so the comparison with the database they make stands in
/// for EF's own check of pending changes.</summary>
public static class ModelRules
{
    public static Rule<ModelAndDatabase> EntitiesStayInTheirSchema { get; } = Rule.Over<ModelAndDatabase, MappedTable>(
        "15. Every entity maps to its module's schema",
        "leave the schema to ModuleDbContext",
        input => input.Tables,
        (mapped, _) => string.Equals(mapped.Table.Schema, mapped.Home, StringComparison.Ordinal) ? [] : [mapped.Table.Schema ?? "no schema"]);

    public static Rule<ModelAndDatabase> ModelMatchesMigrations { get; } = Rule.Over<ModelAndDatabase, MappedTable>(
        "15. No pending model changes: the migrated database has what the model maps",
        "write the migration, or mend the mapping",
        input => input.Tables,
        (mapped, input) => input.Database.Tables.FirstOrDefault(table => string.Equals(table.ToString(), mapped.Table.SchemaQualifiedName, StringComparison.Ordinal)) is { } table
            ? Differences(mapped.Table, table)
            : ["no such table in the database"]);

    private static IEnumerable<string> Differences(ITable mapped, TableFacts table)
    {
        foreach (var column in mapped.Columns)
        {
            var found = table.Columns.FirstOrDefault(candidate => string.Equals(candidate.Name, column.Name, StringComparison.Ordinal));
            if (found is null)
                yield return $"{column.Name} is not in the database";
            else if (!string.Equals(found.Type, Canonical(column.StoreType), StringComparison.Ordinal))
                yield return $"{column.Name} is {found.Type}, mapped as {column.StoreType}";
            else if (found.Nullable != column.IsNullable)
                yield return $"{column.Name} is {(found.Nullable ? "nullable" : "not null")}, mapped as {(column.IsNullable ? "nullable" : "not null")}";
        }

        // EF inserts only what it maps: a column it does not know must do without a value.
        foreach (var unmapped in table.Columns.Where(column => column is { Nullable: false, HasDefault: false } && mapped.FindColumn(column.Name) is null))
            yield return $"{unmapped.Name} wants a value and is not mapped";
    }

    private static string Canonical(string type) => type switch
    {
        "int" => "integer",
        _ => type.Replace("varchar", "character varying", StringComparison.Ordinal),
    };
}
