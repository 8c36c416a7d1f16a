using System.Reflection;
using LeadMarket.Infrastructure.Outbox;

namespace LeadMarket.Infrastructure.Modules;

/// <summary>A module as the shared machinery knows it.</summary>
/// <param name="Name">Lower case; also its schema, and the end of its database role.</param>
/// <param name="Context">Its one DbContext.</param>
public sealed record Module(string Name, Type Context, Assembly Implementation, Assembly Contracts)
{
    /// <summary>Set when this process has just published something in the module.</summary>
    public WakeSignal Wake { get; } = new();
}

/// <summary>The modules in this host.</summary>
public sealed class ModuleCatalogue(IEnumerable<Module> modules)
{
    public IReadOnlyList<Module> All { get; } = modules.ToList();

    /// <summary>The module that a request belongs to, by the assembly that declares it.</summary>
    public Module Of(Type request) =>
        All.FirstOrDefault(module => request.Assembly == module.Implementation || request.Assembly == module.Contracts)
        ?? throw new InvalidOperationException($"{request.FullName} belongs to no module of this host.");
}
