using LeadMarket.Architecture.Tests.Engine;

namespace LeadMarket.Architecture.Tests.Code;

/// <summary>Rules 1, 2, 5 and 6 over IL: how modules know each other.</summary>
public static class ModuleRules
{
    private const string Request = "MediatR.IBaseRequest";

    // What Kernel's ICommand, IProcess and IQuery are made of: the compiler writes it beside them.
    private static readonly string[] RequestInterfaces = [Request, "MediatR.IRequest`1"];

    public static Rule<CodeBase> NotificationsOnlyHears { get; } = Rule.Over<CodeBase, TypeNode>(
        "1. Notifications hears integration events only",
        "let the event carry what the message needs",
        code => code.Modules.Where(module => module.Name is "Notifications").SelectMany(module => module.Implementation),
        (type, code) => type.Uses.Where(use => IsForeign(type, use, code) && IsRequest(use, code)).Select(use => use.ToString()));

    public static Rule<CodeBase> ContractsSpeakKernel { get; } = Rule.Over<CodeBase, TypeNode>(
        "2. Contracts carry the framework's own types, Kernel's and their own",
        "say it with a typed id, Money or a record of these Contracts",
        code => code.Types.Where(type => code.IsContracts(type.Namespace)),
        (type, code) => type.Uses
            .Where(use => !IsOwn(type, use, code) && !CodeBase.IsBelow(use.Namespace, "LeadMarket.Kernel") && !IsPlain(use))
            .Select(use => use.ToString())
            .Concat(type.Definition.IsPublic ? [] : [$"{type.FullName} is internal"]));

    public static Rule<CodeBase> ModulesMeetAtContracts { get; } = Rule.Over<CodeBase, TypeNode>(
        "5. No type uses another module's namespace outside .Contracts",
        "send a request of its Contracts, or hear its event",
        code => code.Types.Where(type => type.Namespace.Length > 0),
        (type, code) => type.Uses
            .Where(use => IsForeign(type, use, code) && !code.IsContracts(use.Namespace) && !IsRegistrationSeenByHost(type, use, code))
            .Select(use => use.ToString())
            .Concat(IsAtHome(type) ? [] : [$"the namespace {type.Namespace} in the assembly {type.Assembly}"]));

    public static Rule<CodeBase> ContractCallsFormNoCycle { get; } = Rule.Over<CodeBase, Module>(
        "6. Synchronous contract calls between modules form no cycle",
        "turn one of the calls into an integration event",
        code => code.Modules,
        (module, code) => PathBackTo(module.Name, code) is { } path ? [string.Join(" → ", path)] : []);

    private static bool IsOwn(TypeNode type, TypeUse use, CodeBase code) =>
        code.IsContracts(use.Namespace) && string.Equals(code.ModuleOf(use.Namespace), code.ModuleOf(type.Namespace), StringComparison.Ordinal);

    private static bool IsPlain(TypeUse use) => CodeBase.IsBelow(use.Namespace, "System") || RequestInterfaces.Contains(use.ToString(), StringComparer.Ordinal);

    private static bool IsForeign(TypeNode type, TypeUse use, CodeBase code) =>
        code.ModuleOf(use.Namespace) is { } other && !string.Equals(other, code.ModuleOf(type.Namespace), StringComparison.Ordinal);

    /// <summary>The composition root names each module once, by its registration class.</summary>
    private static bool IsRegistrationSeenByHost(TypeNode type, TypeUse use, CodeBase code) =>
        code.ModuleOf(type.Namespace) is null && code.Modules.Any(module => string.Equals(module.Registration, use.ToString(), StringComparison.Ordinal));

    /// <summary>A type could escape every rule by calling its namespace something else. Razor's compiled pages have one of their own.</summary>
    private static bool IsAtHome(TypeNode type) =>
        type.Namespace is "AspNetCoreGeneratedDocument" || type.Assembly.EndsWith(".Tests", StringComparison.Ordinal) || CodeBase.IsBelow(type.Namespace, type.Assembly);

    private static bool IsRequest(TypeUse use, CodeBase code) => code.Find(use)?.Definition.Is(Request) is true;

    private static List<string>? PathBackTo(string start, CodeBase code)
    {
        var calls = code.Modules.ToDictionary(module => module.Name, module => Calls(module, code).ToList(), StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        return Search(start);

        List<string>? Search(string at)
        {
            foreach (var next in calls[at])
            {
                if (string.Equals(next, start, StringComparison.Ordinal))
                    return [at, start];
                if (visited.Add(next) && Search(next) is { } rest)
                    return [at, .. rest];
            }

            return null;
        }
    }

    private static IEnumerable<string> Calls(Module module, CodeBase code) => module.Implementation
        .SelectMany(type => type.Uses.Where(use => IsForeign(type, use, code) && IsRequest(use, code)))
        .Select(use => code.ModuleOf(use.Namespace)!)
        .Distinct(StringComparer.Ordinal);
}
