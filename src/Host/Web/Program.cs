using LeadMarket.Infrastructure.Markets;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Web.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddLeadMarket();
    await using var app = builder.Build();

    // A step of its own, run before any host of a new version starts.
    if (args.Contains("migrate", StringComparer.Ordinal))
    {
        var sandbox = app.Services.GetRequiredService<SandboxMode>().IsOn;
        await app.Services.GetRequiredService<DatabaseMigrator>().Migrate(sandbox, CancellationToken.None);
        if (sandbox) await app.Services.GetRequiredService<DemoAccounts>().Make(CancellationToken.None);
        return 0;
    }

    if (args.Contains(ReconcileVerb.Name, StringComparer.Ordinal)) return await ReconcileVerb.Run(app.Services, args, Console.Out, Console.Error);

    app.UseLeadMarket();
    await app.RunAsync();
    return 0;
}
catch (MarketFileException mistakes)
{
    // Its message is written for whoever edits the file: a stack trace would only hide it.
    await Console.Error.WriteLineAsync(mistakes.Message);
    return 1;
}
