using System.Diagnostics;
using System.Runtime.InteropServices;
using LeadMarket.Infrastructure.Pipeline;

namespace LeadMarket.Web.Hosting;

/// <summary>Kills this process, as <c>kill -9</c> does, when a named span begins or ends. For tests of crashes; sandbox mode only.</summary>
/// <remarks>Spans already mark every step that commits or leaves the process, so the code under test knows nothing of this.
/// A test writes <c>before NAME</c> or <c>after NAME</c> into the file that <c>Development:CrashFile</c> names; the file is gone
/// once the point was reached, which proves that it was.</remarks>
internal static class CrashPoint
{
    public static void Arm(IConfiguration configuration)
    {
        if (configuration["Development:CrashFile"] is not { Length: > 0 } order) return;
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = span => DieIfTold(order, $"before {span.OperationName}"),
            ActivityStopped = span => DieIfTold(order, $"after {span.OperationName}"),
        });
    }

    private static void DieIfTold(string order, string point)
    {
        if (!File.Exists(order) || File.ReadAllText(order) != point) return;
        File.Delete(order);
        _ = kill(Environment.ProcessId, SigKill);
        Process.GetCurrentProcess().WaitForExit(); // never returns: the process is ourselves, and dead
    }

    private const int SigKill = 9;

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
