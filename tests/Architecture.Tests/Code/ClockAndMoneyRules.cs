using System.Text.RegularExpressions;
using LeadMarket.Architecture.Tests.Engine;
using Mono.Cecil;

namespace LeadMarket.Architecture.Tests.Code;

/// <summary>Rule 14: time and chance come from outside, money is whole cents, and a transaction waits for nobody.</summary>
public static partial class ClockAndMoneyRules
{
    private static readonly MemberUse[] ClocksAndChance =
    [
        new("System.DateTime::get_Now", 0), new("System.DateTime::get_UtcNow", 0), new("System.DateTime::get_Today", 0),
        new("System.DateTimeOffset::get_Now", 0), new("System.DateTimeOffset::get_UtcNow", 0), new("System.TimeProvider::get_System", 0),

        // Without an argument a version 7 id reads the machine's clock.
        new("System.Guid::NewGuid", 0), new("System.Guid::CreateVersion7", 0),
    ];

    public static Rule<CodeBase> NoClockNorChance { get; } = Rule.Over<CodeBase, TypeNode>(
        "14. No DateTime.Now, Guid.NewGuid or Random in Domain or Application",
        "take the time as a parameter or from TimeProvider, and ids from their time",
        code => code.Layer("Domain").Concat(code.Layer("Application")),
        (type, _) => type.Members.Where(member => ClocksAndChance.Contains(member)).Select(member => member.Member)
            .Concat(type.Uses.Where(use => use is { Namespace: "System", Name: "Random" }).Select(use => use.ToString())));

    public static Rule<CodeBase> NoClockInSql { get; } = Rule.Over<CodeBase, TypeNode>(
        "14. No now() in SQL",
        "pass the time as a parameter: a moved clock moves TimeProvider, not the server's",
        code => code.Types.Where(type => type.Literals.Count > 0),
        (type, _) => type.Literals.SelectMany(literal => SqlClock().Matches(literal)).Select(match => match.Value));

    public static Rule<SolutionLayout> NoClockInSqlFiles { get; } = Rule.Over<SolutionLayout, string>(
        "14. No now() in SQL files",
        "pass the time as a parameter: a moved clock moves TimeProvider, not the server's",
        layout => layout.Files("*.sql"),
        (file, _) => SqlClock().Matches(File.ReadAllText(file)).Select(match => match.Value));

    public static Rule<CodeBase> MoneyIsNoFloat { get; } = Rule.Over<CodeBase, TypeNode>(
        "14. No float or double where money is",
        "count integer cents; rates are decimal",
        code => code.Layer("Domain").Concat(code.Layer("Application")).Concat(code.Layer("Contracts"))
            .Concat(code.Types.Where(type => CodeBase.IsBelow(type.Namespace, $"{code.Root}.Kernel")))
            // Degrees and kilometres.
            .Where(type => type.FullName != $"{code.Root}.Kernel.Markets.Position"),
        (type, _) => type.FloatingPoint);

    public static Rule<CodeBase> CommandsWaitForNobody { get; } = Rule.Over<CodeBase, TypeDefinition>(
        "14. A command's handler depends on neither IMediator nor a vendor",
        "let an IProcess send the requests and call the vendor, between commands",
        code => MessageRules.Commands(code).SelectMany(command => MessageRules.HandlersOf(code, command)).Distinct(),
        (handler, code) => Outsiders(handler, code));

    [GeneratedRegex(@"\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(current_timestamp|current_date|localtimestamp)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SqlClock();

    /// <summary>Follows constructor parameters through the module's own classes, and through its ports to what implements them.</summary>
    private static IEnumerable<string> Outsiders(TypeDefinition handler, CodeBase code)
    {
        var classes = code.Types.SelectMany(type => type.Definition.WithNested()).Where(type => type is { IsInterface: false, IsAbstract: false }).ToList();
        var waiting = new Queue<(TypeDefinition Type, string Path)>([(handler, "")]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var at))
        {
            var parameters = at.Type.Methods.Where(method => method is { IsConstructor: true, IsStatic: false }).SelectMany(method => method.Parameters);
            foreach (var wanted in parameters.SelectMany(parameter => WithArguments(parameter.ParameterType)))
            {
                var path = at.Path.Length == 0 ? wanted.FullName : $"{at.Path} → {wanted.FullName}";
                if (wanted.FullName is "MediatR.IMediator" or "System.Net.Http.HttpClient" || LayerRules.VendorOf(wanted.Namespace, code) is not null)
                    yield return path;
                else if (seen.Add(wanted.FullName) && code.ModuleOf(wanted.Namespace) is not null)
                {
                    foreach (var next in classes.Where(type => string.Equals(type.FullName, wanted.FullName, StringComparison.Ordinal) || type.Is(wanted.FullName)))
                    {
                        if (LayerRules.VendorOf(next.Namespace, code) is not null)
                            yield return $"{path} → {next.FullName}";
                        else
                            waiting.Enqueue((next, path));
                    }
                }
            }
        }
    }

    /// <summary>The type and its generic arguments: a port can hide in a Lazy or a list.</summary>
    private static IEnumerable<TypeReference> WithArguments(TypeReference type) =>
        type is GenericInstanceType generic ? generic.GenericArguments.SelectMany(WithArguments).Prepend(generic.ElementType) : [type];
}
