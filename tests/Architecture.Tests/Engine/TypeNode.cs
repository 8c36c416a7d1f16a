using Mono.Cecil;

namespace LeadMarket.Architecture.Tests.Engine;

/// <summary>A type that is named somewhere, by its outermost declaring type.</summary>
public readonly record struct TypeUse(string Namespace, string Name)
{
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <summary>A member that is called or read, such as <c>System.DateTime::get_UtcNow</c> with its number of parameters.</summary>
public readonly record struct MemberUse(string Member, int Parameters);

/// <summary>An outermost type with all it uses: signatures, attributes, generics and bodies, its nested and compiler-made types included.</summary>
public sealed class TypeNode(TypeDefinition definition)
{
    private readonly Lazy<UseCollector> _uses = new(() => UseCollector.Of(definition));

    public TypeDefinition Definition => definition;

    public string Namespace => definition.Namespace;

    public string FullName => definition.FullName;

    public string Assembly => definition.Module.Assembly.Name.Name;

    public IReadOnlySet<TypeUse> Uses => _uses.Value.Types;

    public IReadOnlySet<MemberUse> Members => _uses.Value.Members;

    /// <summary>Every string literal of its bodies.</summary>
    public IReadOnlyList<string> Literals => _uses.Value.Literals;

    /// <summary>Floating-point numbers as parameter, result, field or local, by where they stand.</summary>
    public IReadOnlyList<string> FloatingPoint => _uses.Value.FloatingPoint;

    public override string ToString() => FullName;
}
