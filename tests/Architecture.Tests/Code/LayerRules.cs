using LeadMarket.Architecture.Tests.Engine;

namespace LeadMarket.Architecture.Tests.Code;

/// <summary>Rules 7 to 11: the layers inside a module, its vendors, its context and its public face.</summary>
public static class LayerRules
{
    private const string DbContext = "Microsoft.EntityFrameworkCore.DbContext";
    private const string Migration = "Microsoft.EntityFrameworkCore.Migrations.Migration";

    // What lies beside the vendors' folders in Infrastructure and is no vendor.
    private static readonly string[] OwnRooms = ["Persistence", "Queries"];
    private static readonly string[] Persistence = ["Microsoft.EntityFrameworkCore", "Npgsql", "Dapper"];

    public static Rule<CodeBase> DomainStandsAlone { get; } = Rule.Over<CodeBase, TypeNode>(
        "7. Domain uses neither Application, Infrastructure, Api, EF, MediatR, FluentValidation nor ASP.NET",
        "let the aggregate decide and the handler do",
        code => code.Layer("Domain"),
        (type, code) => Uses(type, code, ["Application", "Infrastructure", "Api"], [.. Persistence, "MediatR", "FluentValidation", "Microsoft.AspNetCore"]));

    public static Rule<CodeBase> ApplicationNamesPorts { get; } = Rule.Over<CodeBase, TypeNode>(
        "8. Application uses neither Infrastructure, Api, EF, Npgsql nor ASP.NET",
        "name a port in Application and implement it in Infrastructure",
        code => code.Layer("Application"),
        (type, code) => Uses(type, code, ["Infrastructure", "Api"], [.. Persistence, "Microsoft.AspNetCore"]));

    public static Rule<CodeBase> VendorsStayInTheirFolder { get; } = Rule.Over<CodeBase, TypeNode>(
        "9. A vendor's types are used only inside its own Infrastructure/<Vendor> folder",
        "put a port in front of the vendor; only the module's registration names the implementation",
        code => code.ModuleTypes.Where(type => !IsRegistration(type, code)),
        (type, code) => type.Uses
            .Where(use => VendorOf(use.Namespace, code) is { } vendor && !CodeBase.IsBelow(type.Namespace, vendor))
            .Select(use => use.ToString()));

    public static Rule<CodeBase> VendorsAreFound { get; } = Rule.Over<CodeBase, string>(
        "9. A vendor is a folder of Infrastructure", "", code => Vendors(code), (_, _) => []);

    public static Rule<CodeBase> OneContextAModule { get; } = Rule.Over<CodeBase, Module>(
        "10. One DbContext a module, internal and sealed",
        "keep one schema, one context; outsiders go through Contracts",
        code => code.Modules,
        (module, _) =>
        {
            var contexts = module.Implementation.Where(type => type.Definition.Is(DbContext)).ToList();
            return contexts.Where(context => context.Definition.IsPublic || !context.Definition.IsSealed).Select(context => context.FullName)
                .Concat(contexts.Count == 1 ? [] : [$"{contexts.Count} contexts"]);
        });

    public static Rule<CodeBase> PublicMeansRegistration { get; } = Rule.Over<CodeBase, TypeNode>(
        "11. A module's public types are its XModule and its migrations",
        "make it internal; what others need belongs to Contracts",
        code => code.Modules.SelectMany(module => module.Implementation),
        (type, code) => type.Definition.IsPublic && !IsRegistration(type, code) && !type.Definition.Is(Migration) ? ["public"] : []);

    /// <summary>Vendors of all modules, by namespace: the folders of Infrastructure that are not our own rooms.</summary>
    public static IReadOnlyList<string> Vendors(CodeBase code) =>
        [.. code.ModuleTypes.Select(type => VendorOf(type.Namespace, code)).OfType<string>().Distinct(StringComparer.Ordinal)];

    public static string? VendorOf(string typeNamespace, CodeBase code)
    {
        if (!code.IsLayer(typeNamespace, "Infrastructure"))
            return null;

        var infrastructure = $"{code.Root}.{code.ModuleOf(typeNamespace)}.Infrastructure";
        var room = typeNamespace[infrastructure.Length..].TrimStart('.').Split('.')[0];
        return room.Length == 0 || OwnRooms.Contains(room, StringComparer.Ordinal) ? null : $"{infrastructure}.{room}";
    }

    private static bool IsRegistration(TypeNode type, CodeBase code) =>
        code.Modules.Any(module => string.Equals(module.Registration, type.FullName, StringComparison.Ordinal));

    /// <summary>Other layers of the module, and outside namespaces. Shared Infrastructure is Infrastructure as well.</summary>
    private static IEnumerable<string> Uses(TypeNode type, CodeBase code, string[] layers, string[] outside) => type.Uses
        .Where(use => layers.Any(layer => code.IsLayer(use.Namespace, layer))
            || CodeBase.IsBelow(use.Namespace, "LeadMarket.Infrastructure")
            || outside.Any(forbidden => CodeBase.IsBelow(use.Namespace, forbidden)))
        .Select(use => use.ToString());
}
