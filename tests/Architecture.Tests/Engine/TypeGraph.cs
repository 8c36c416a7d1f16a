using Mono.Cecil;

namespace LeadMarket.Architecture.Tests.Engine;

/// <summary>Reads built assemblies from this test's output folder, and answers what derives from what.</summary>
public static class TypeGraph
{
    private static readonly DefaultAssemblyResolver Resolver = CreateResolver();

    /// <summary>The outermost types of these assemblies that a person wrote.</summary>
    public static IReadOnlyList<TypeNode> Of(IEnumerable<string> assemblies) =>
    [
        .. assemblies
            .Select(name => Path.Combine(AppContext.BaseDirectory, $"{name}.dll"))
            .Select(file => ModuleDefinition.ReadModule(file, new ReaderParameters { AssemblyResolver = Resolver, InMemory = true }))
            .SelectMany(module => module.Types)
            .Where(type => !type.Name.StartsWith('<') && !IsEmbedded(type))
            .Select(type => new TypeNode(type)),
    ];

    /// <summary>The base classes and all interfaces, near and far, as used (with their generic arguments).</summary>
    public static IEnumerable<TypeReference> Ancestors(this TypeDefinition type)
    {
        var waiting = new Queue<TypeReference>(Direct(type));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var ancestor))
        {
            if (!seen.Add(ancestor.FullName))
                continue;
            yield return ancestor;
            foreach (var further in Direct(ancestor.Resolve()))
                waiting.Enqueue(further);
        }
    }

    /// <summary>Whether it derives from or implements the type of this name, such as <c>MediatR.IRequestHandler`2</c>.</summary>
    public static bool Is(this TypeDefinition type, params string[] names) =>
        type.Ancestors().Any(ancestor => names.Contains(ancestor.GetElementType().FullName, StringComparer.Ordinal));

    /// <summary>The type itself and all that is declared inside it, without the compiler's own.</summary>
    public static IEnumerable<TypeDefinition> WithNested(this TypeDefinition type) =>
        type.NestedTypes.Where(nested => !nested.Name.StartsWith('<')).SelectMany(WithNested).Prepend(type);

    private static IEnumerable<TypeReference> Direct(TypeDefinition? type) => type is null
        ? []
        : type.Interfaces.Select(implemented => implemented.InterfaceType).Concat(type.BaseType is null ? [] : [type.BaseType]);

    private static bool IsEmbedded(TypeDefinition type) =>
        type.CustomAttributes.Any(attribute => attribute.AttributeType.FullName is "Microsoft.CodeAnalysis.EmbeddedAttribute")
        || type.FullName is "Microsoft.CodeAnalysis.EmbeddedAttribute";

    private static DefaultAssemblyResolver CreateResolver()
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location)!);
        return resolver;
    }
}
