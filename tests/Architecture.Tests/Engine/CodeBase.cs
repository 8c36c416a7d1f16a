namespace LeadMarket.Architecture.Tests.Engine;

/// <summary>Built types, read as modules and layers by their namespace: <c>{Root}.{Module}.{Layer}…</c>.</summary>
/// <param name="Root">The first part of every namespace; a seeded code base has its own.</param>
/// <param name="ModuleNames">From the folders on disk, or for a seeded code base from its namespaces.</param>
public sealed record CodeBase(string Root, IReadOnlyList<string> ModuleNames, IReadOnlyList<TypeNode> Types)
{
    /// <summary>Everything in <c>src</c>, as built.</summary>
    public static CodeBase OfThisRepository { get; } = new(
        "LeadMarket",
        SolutionLayout.OfThisRepository.Modules,
        TypeGraph.Of(SolutionLayout.OfThisRepository.Product.Select(project => $"LeadMarket.{project.Name}")));

    /// <summary>The types of this test assembly that break one rule on purpose: those below <c>Seeded.{rule}</c>.</summary>
    public static CodeBase Seeded(string rule)
    {
        var root = $"Seeded.{rule}";
        var types = TypeGraph.Of([typeof(CodeBase).Assembly.GetName().Name!]).Where(type => IsBelow(type.Namespace, root)).ToList();
        var modules = types.Select(type => type.Namespace.Split('.')).Where(parts => parts.Length > 2).Select(parts => parts[2]).Distinct(StringComparer.Ordinal);
        return new CodeBase(root, [.. modules], types);
    }

    public IEnumerable<Module> Modules => ModuleNames.Select(name => new Module(name, this));

    public IEnumerable<TypeNode> ModuleTypes => Types.Where(type => ModuleOf(type.Namespace) is not null);

    public static bool IsBelow(string name, string root) =>
        name.StartsWith(root, StringComparison.Ordinal) && (name.Length == root.Length || name[root.Length] == '.');

    public string? ModuleOf(string typeNamespace) => ModuleNames.FirstOrDefault(name => IsBelow(typeNamespace, $"{Root}.{name}"));

    public bool IsContracts(string typeNamespace) =>
        ModuleOf(typeNamespace) is { } module && IsBelow(typeNamespace, $"{Root}.{module}.Contracts");

    /// <summary>Types of one layer of every module, such as <c>Domain</c>.</summary>
    public IEnumerable<TypeNode> Layer(string layer) => Types.Where(type => IsLayer(type.Namespace, layer));

    public bool IsLayer(string typeNamespace, string layer) =>
        ModuleOf(typeNamespace) is { } module && IsBelow(typeNamespace, $"{Root}.{module}.{layer}");

    public TypeNode? Find(TypeUse use) => Types.FirstOrDefault(type =>
        string.Equals(type.Namespace, use.Namespace, StringComparison.Ordinal) && string.Equals(type.Definition.Name, use.Name, StringComparison.Ordinal));
}

/// <summary>One module of a code base.</summary>
public sealed record Module(string Name, CodeBase Code)
{
    public string Namespace => $"{Code.Root}.{Name}";

    /// <summary>The class that registers the module: its one public door.</summary>
    public string Registration => $"{Namespace}.{Name}Module";

    public IEnumerable<TypeNode> Types => Code.Types.Where(type => CodeBase.IsBelow(type.Namespace, Namespace));

    public IEnumerable<TypeNode> Implementation => Types.Where(type => !Code.IsContracts(type.Namespace));

    public override string ToString() => Name;
}
