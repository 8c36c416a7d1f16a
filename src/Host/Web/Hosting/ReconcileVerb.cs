using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Web.Hosting;

/// <summary><c>reconcile [--settled SECONDS]</c>: compares unlocks, books and Stripe now, and prints what differs.</summary>
internal static class ReconcileVerb
{
    public const string Name = "reconcile";

    private const int NoDifference = 0;
    private const int CouldNotRun = 1;
    private const int Differences = 2;
    private const int WidestColumn = 60;

    /// <returns>The exit code: 0 when nothing differs, 2 when something does, 1 when it could not be compared.</returns>
    public static async Task<int> Run(IServiceProvider services, IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        if (SettledOf(arguments) is not { } settled)
        {
            await errors.WriteLineAsync("reconcile: --settled takes a number of seconds, from 0.");
            return CouldNotRun;
        }

        // No host runs here that would follow the Sandbox's clock.
        if (services.GetService<MovableClock.Follower>() is { } clock) await clock.ReadOnce(CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Actor.System);
        var modules = scope.ServiceProvider.GetRequiredService<IMediator>();

        var reconciled = await modules.Send(new ReconcileMoney(settled));
        var read = reconciled.IsFailure ? reconciled.Error : await modules.Send(new GetReconciliation(reconciled.Value.Run));
        if (!read.Succeeded(out var report))
        {
            await errors.WriteLineAsync($"reconcile: refused with {read.Error.Code}.");
            return CouldNotRun;
        }

        await Print(report, output);
        return report.Differences.Count == 0 ? NoDifference : Differences;
    }

    private static TimeSpan? SettledOf(IReadOnlyList<string> arguments)
    {
        var at = arguments.ToList().IndexOf("--settled");
        if (at < 0) return TimeSpan.Zero;
        return at + 1 < arguments.Count && int.TryParse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    private static async Task Print(ReconciliationReport report, TextWriter output)
    {
        await output.WriteLineAsync($"Run {report.Run}, {report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        await output.WriteLineAsync($"Compared: {string.Join(", ", report.Compared.Select(count => $"{count.Value} {count.Key}"))}");
        if (report.Differences.Count == 0)
        {
            await output.WriteLineAsync("No differences.");
            return;
        }

        string[][] rows =
        [
            ["KIND", "SUBJECT", "OURS", "THEIRS", "REMEDY"],
            .. report.Differences.Select(each => new[] { each.Kind, each.Subject, each.Ours, each.Theirs, each.Remedy }),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => Math.Min(rows.Max(row => row[column].Length), WidestColumn)).ToArray();
        foreach (var row in rows)
            await output.WriteLineAsync(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        await output.WriteLineAsync($"{report.Differences.Count} differences.");
    }
}
