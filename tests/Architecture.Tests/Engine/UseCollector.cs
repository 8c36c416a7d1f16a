using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LeadMarket.Architecture.Tests.Engine;

/// <summary>Walks one outermost type. Nested types (lambdas, async state machines, iterators) count as their owner's own code.</summary>
/// <remarks>What the compiler erases cannot be seen here (<c>const</c>, <c>nameof</c>): the rules over csproj stand behind these.</remarks>
internal sealed class UseCollector
{
    private readonly HashSet<TypeUse> _types = [];
    private readonly HashSet<MemberUse> _members = [];
    private readonly List<string> _literals = [];
    private readonly List<string> _floats = [];

    public IReadOnlySet<TypeUse> Types => _types;

    public IReadOnlySet<MemberUse> Members => _members;

    public IReadOnlyList<string> Literals => _literals;

    public IReadOnlyList<string> FloatingPoint => _floats;

    public static UseCollector Of(TypeDefinition type)
    {
        var collector = new UseCollector();
        collector.Visit(type);
        collector._types.Remove(new TypeUse(type.Namespace, type.Name));
        return collector;
    }

    private void Visit(TypeDefinition type)
    {
        Use(type.BaseType);
        Attributes(type);
        Constraints(type);
        foreach (var implemented in type.Interfaces)
            Use(implemented.InterfaceType);
        foreach (var field in type.Fields)
            Declared(field.FieldType, field, field.Name);
        foreach (var property in type.Properties)
            Declared(property.PropertyType, property, property.Name);
        foreach (var declared in type.Events)
            Declared(declared.EventType, declared, declared.Name);
        foreach (var method in type.Methods)
            Visit(method);
        foreach (var nested in type.NestedTypes)
            Visit(nested);
    }

    private void Visit(MethodDefinition method)
    {
        Declared(method.ReturnType, method.MethodReturnType, method.Name);
        Attributes(method);
        Constraints(method);
        foreach (var parameter in method.Parameters)
            Declared(parameter.ParameterType, parameter, $"{method.Name}({parameter.Name})");
        if (!method.HasBody)
            return;

        foreach (var local in method.Body.Variables)
            Declared(local.VariableType, null, method.Name);
        foreach (var handler in method.Body.ExceptionHandlers)
            Use(handler.CatchType);
        foreach (var instruction in method.Body.Instructions)
            Operand(instruction);
    }

    private void Operand(Instruction instruction)
    {
        switch (instruction.Operand)
        {
            case string literal:
                _literals.Add(literal);
                break;
            case TypeReference type:
                Use(type);
                break;
            case FieldReference field:
                Use(field.DeclaringType);
                Use(field.FieldType);
                Member(field.DeclaringType, field.Name, 0);
                break;
            case MethodReference method:
                Call(method);
                break;
            case CallSite site:
                Use(site.ReturnType);
                break;
        }
    }

    private void Call(MethodReference method)
    {
        Use(method.DeclaringType);
        Use(method.ReturnType);
        foreach (var parameter in method.Parameters)
            Use(parameter.ParameterType);
        if (method is GenericInstanceMethod generic)
        {
            foreach (var argument in generic.GenericArguments)
                Use(argument);
        }

        Member(method.DeclaringType, method.Name, method.Parameters.Count);
    }

    private void Member(TypeReference owner, string name, int parameters) =>
        _members.Add(new MemberUse($"{owner.GetElementType().FullName}::{name}", parameters));

    private void Declared(TypeReference type, ICustomAttributeProvider? owner, string where)
    {
        Use(type);
        if (owner is not null)
            Attributes(owner);
        if (IsFloatingPoint(type))
            _floats.Add($"{type.Name} in {where}");
    }

    private static bool IsFloatingPoint(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.Any(IsFloatingPoint),
        TypeSpecification wrapped => IsFloatingPoint(wrapped.ElementType),
        _ => type.FullName is "System.Double" or "System.Single" or "System.Half",
    };

    private void Attributes(ICustomAttributeProvider owner)
    {
        foreach (var attribute in owner.CustomAttributes)
        {
            Use(attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments)
                Argument(argument);
            foreach (var argument in attribute.Properties.Concat(attribute.Fields))
                Argument(argument.Argument);
        }
    }

    private void Argument(CustomAttributeArgument argument)
    {
        Use(argument.Type);
        switch (argument.Value)
        {
            case TypeReference type:
                Use(type);
                break;
            case CustomAttributeArgument boxed:
                Argument(boxed);
                break;
            case CustomAttributeArgument[] many:
                foreach (var one in many)
                    Argument(one);
                break;
        }
    }

    private void Constraints(IGenericParameterProvider owner)
    {
        foreach (var constraint in owner.GenericParameters.SelectMany(parameter => parameter.Constraints))
            Use(constraint.ConstraintType);
    }

    private void Use(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                foreach (var argument in generic.GenericArguments)
                    Use(argument);
                Use(generic.ElementType);
                return;
            case IModifierType modified:
                Use(modified.ModifierType);
                Use(modified.ElementType);
                return;
            case TypeSpecification wrapped:
                Use(wrapped.ElementType);
                return;
        }

        while (type.DeclaringType is { } outer)
            type = outer;
        _types.Add(new TypeUse(type.Namespace, type.Name));
    }
}
