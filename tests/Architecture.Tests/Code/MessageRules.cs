using LeadMarket.Architecture.Tests.Engine;
using Mono.Cecil;

namespace LeadMarket.Architecture.Tests.Code;

/// <summary>Rules 12 and 13: what is sent, what handles it, and that neither changes under way.</summary>
public static class MessageRules
{
    private const string RequestHandler = "MediatR.IRequestHandler`2";
    private const string Validator = "FluentValidation.AbstractValidator`1";
    private const string Request = "MediatR.IBaseRequest";

    private static readonly string[] Handlers =
        [RequestHandler, "LeadMarket.Kernel.IReaction`1", "LeadMarket.Kernel.IReactionProcess`1", "LeadMarket.Kernel.IDomainEventHandler`1"];

    private static readonly string[] Messages = [Request, "LeadMarket.Kernel.IIntegrationEvent", "LeadMarket.Kernel.IDomainEvent"];
    private static readonly string[] MutableCollections =
        ["List`1", "IList`1", "ICollection`1", "Dictionary`2", "IDictionary`2", "HashSet`1", "ISet`1"];

    public static Rule<CodeBase> MessagesAndHandlersAreSealed { get; } = Rule.Over<CodeBase, TypeDefinition>(
        "12. Handlers, validators, commands, queries and events are sealed",
        "write sealed; share by composition",
        code => Classes(code).Where(type => type.Is([.. Handlers, .. Messages, Validator])),
        (type, _) => type.IsSealed ? [] : ["not sealed"]);

    public static Rule<CodeBase> EachRequestHasOneHandler { get; } = Rule.Over<CodeBase, TypeDefinition>(
        "12. Each request has exactly one handler",
        "write the missing handler, or delete the one too many",
        code => Classes(code).Where(type => type.Is(Request)),
        (type, code) => Argument(code, RequestHandler, type).ToList() is { Count: not 1 } found
            ? [found.Count == 0 ? "no handler" : string.Join(" and ", found.Select(handler => handler.FullName))]
            : []);

    public static Rule<CodeBase> EachCommandHasAValidator { get; } = Rule.Over<CodeBase, TypeDefinition>(
        "12. Every command has a validator, or stands on a list with a reason",
        $"write an AbstractValidator, or give the reason in {nameof(CommandsWithoutValidator)}",
        Commands,
        (type, code) => (HasValidator(code, type), CommandsWithoutValidator.Reasons.ContainsKey(type.FullName)) switch
        {
            (false, false) => ["no validator"],
            (true, true) => ["has a validator and still stands on the list"],
            _ => [],
        });

    public static Rule<CodeBase> MessagesAreImmutable { get; } = Rule.Over<CodeBase, TypeDefinition>(
        "13. Commands, queries and events are immutable",
        "take it in the constructor, or write init; offer read-only collections",
        code => Classes(code).Where(type => type.Is(Messages)),
        (type, _) => type.Properties.Where(property => IsSettable(property) || IsMutable(property.PropertyType)).Select(property => property.Name)
            .Concat(type.Fields.Where(field => field.IsPublic && !field.IsInitOnly && !field.IsLiteral).Select(field => field.Name)));

    public static Rule<CodeBase> AggregatesHideTheirState { get; } = Rule.Over<CodeBase, TypeDefinition>(
        "13. Aggregates have no public setters or constructors",
        "offer a factory and moves that can refuse",
        code => Classes(code).Where(type => type.Is("LeadMarket.Kernel.Aggregate")),
        (type, _) => type.Properties.Where(property => property.SetMethod is { IsPublic: true }).Select(property => $"{property.Name} has a public setter")
            .Concat(type.Fields.Where(field => field.IsPublic && !field.IsInitOnly && !field.IsLiteral).Select(field => $"{field.Name} is a public field"))
            .Concat(type.Methods.Where(method => method is { IsConstructor: true, IsStatic: false, IsPublic: true }).Select(_ => "public constructor")));

    /// <summary>What runs inside a unit of work.</summary>
    public static IEnumerable<TypeDefinition> Commands(CodeBase code) =>
        Classes(code).Where(type => type.Is("LeadMarket.Kernel.ITransactional"));

    /// <summary>The handlers of a request, in whichever module.</summary>
    public static IEnumerable<TypeDefinition> HandlersOf(CodeBase code, TypeDefinition request) => Argument(code, RequestHandler, request);

    private static bool HasValidator(CodeBase code, TypeDefinition command) => Argument(code, Validator, command).Any();

    private static IEnumerable<TypeDefinition> Classes(CodeBase code) =>
        code.Types.SelectMany(type => type.Definition.WithNested()).Where(type => type is { IsAbstract: false, IsInterface: false });

    /// <summary>Classes that close an open generic over this type, such as its handlers.</summary>
    private static IEnumerable<TypeDefinition> Argument(CodeBase code, string open, TypeDefinition closedOver) => Classes(code).Where(type =>
        type.Ancestors().OfType<GenericInstanceType>().Any(ancestor =>
            string.Equals(ancestor.ElementType.FullName, open, StringComparison.Ordinal)
            && string.Equals(ancestor.GenericArguments[0].FullName, closedOver.FullName, StringComparison.Ordinal)));

    // An init accessor is a setter whose result carries a mark.
    private static bool IsSettable(PropertyDefinition property) =>
        property.SetMethod is { IsPrivate: false } setter && setter.ReturnType is not RequiredModifierType;

    private static bool IsMutable(TypeReference type) => type is ArrayType || MutableCollections.Contains(type.Name, StringComparer.Ordinal);
}
