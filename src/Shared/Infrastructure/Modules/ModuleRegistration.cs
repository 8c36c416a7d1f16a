using System.Reflection;
using Dapper;
using FluentValidation;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Pipeline;
using LeadMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace LeadMarket.Infrastructure.Modules;

/// <summary>Registers what modules share, and each module's own parts found by scanning.</summary>
public static class ModuleRegistration
{
    private static readonly Type[] Handlers =
        [typeof(IRequestHandler<,>), typeof(IValidator<>), typeof(IDomainEventHandler<>)];

    /// <summary>The pipeline, the mediator and the actor. Once, before the modules.</summary>
    public static IServiceCollection AddSharedInfrastructure(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section)
            .Validate(options => options.ConnectionString.Length > 0, "Database:ConnectionString is missing.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModuleCatalogue>();
        services.AddSingleton(provider => new EventCatalogue(provider.GetServices<Module>().SelectMany(EventsOf)));
        services.AddSingleton<GivenUpMessages>();
        services.AddScoped<ActorContext>();
        services.AddScoped<UnitOfWork>();
        services.AddScoped<ScopedOutbox>();
        services.AddScoped<IOutbox>(provider => provider.GetRequiredService<ScopedOutbox>());

        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TracingBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidationBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(UnitOfWorkBehaviour<,>));

        SqlMapper.AddTypeHandler(new UtcTimeHandler());
        RegisterDapperIds([typeof(ITypedId).Assembly]);
        return services;
    }

    /// <summary>One module: its data source, context, read side, handlers, reactions and dispatcher.</summary>
    public static IServiceCollection AddModule<TContext>(this IServiceCollection services, string name, Assembly implementation, Assembly contracts)
        where TContext : ModuleDbContext
    {
        var module = new Module(name, typeof(TContext), implementation, contracts);
        services.AddSingleton(module);
        services.AddKeyedSingleton(typeof(TContext), (provider, _) =>
            NpgsqlDataSource.Create(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.For(name)));
        services.AddDbContext<TContext>((provider, options) => options.UseNpgsql(
            provider.GetRequiredKeyedService<NpgsqlDataSource>(typeof(TContext)),
            npgsql => npgsql.MigrationsHistoryTable(ModuleDbContext.MigrationsTable, name)));
        services.AddScoped<ReadSide<TContext>>();

        // publicOnly: false, or internal handlers vanish without a word.
        services.Scan(scan => scan.FromAssemblies(implementation)
            .AddClasses(classes => classes.AssignableToAny(Handlers), publicOnly: false)
            .AsImplementedInterfaces(type => type.IsGenericType && Handlers.Contains(type.GetGenericTypeDefinition()))
            .WithScopedLifetime());
        AddReactions(services, module);
        RegisterDapperIds([implementation, contracts]);

        services.AddSingleton<IHostedService>(provider => new OutboxDispatcher(
            module,
            new OutboxStore(provider.GetRequiredKeyedService<NpgsqlDataSource>(typeof(TContext)), name),
            provider.GetRequiredService<EventCatalogue>(),
            provider.GetServices<Subscription>(),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<OutboxDispatcher>>()));
        return services;
    }

    private static void AddReactions(IServiceCollection services, Module module)
    {
        foreach (var (handler, contract) in Reactions(module.Implementation))
        {
            services.AddScoped(handler);
            var eventType = contract.GetGenericArguments()[0];
            var subscription = contract.GetGenericTypeDefinition() == typeof(IReaction<>)
                ? Activator.CreateInstance(typeof(ReactionSubscription<,>).MakeGenericType(eventType, handler), module)
                : Activator.CreateInstance(typeof(ProcessSubscription<,>).MakeGenericType(eventType, handler));
            services.AddSingleton((Subscription)subscription!);
        }
    }

    private static IEnumerable<(Type Handler, Type Contract)> Reactions(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false }
        from contract in type.GetInterfaces()
        where contract.IsGenericType
            && (contract.GetGenericTypeDefinition() == typeof(IReaction<>) || contract.GetGenericTypeDefinition() == typeof(IReactionProcess<>))
        select (type, contract);

    private static IEnumerable<Type> EventsOf(Module module) => module.Contracts.GetTypes().Concat(module.Implementation.GetTypes())
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IIntegrationEvent).IsAssignableFrom(type));

    private static void RegisterDapperIds(IEnumerable<Assembly> assemblies)
    {
        foreach (var id in TypedIds.In(assemblies))
            SqlMapper.AddTypeHandler(id, (SqlMapper.ITypeHandler)Activator.CreateInstance(typeof(TypedIdHandler<>).MakeGenericType(id))!);
    }
}
