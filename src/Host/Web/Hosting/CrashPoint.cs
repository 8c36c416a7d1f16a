using System.Diagnostics;
using System.Runtime.InteropServices;
using LeadMarket.Infrastructure.Pipeline;

namespace LeadMarket.Web.Hosting;

/// <summary>Kills this process, as <c>kill -9</c> does, when a named span begins or ends. For tests of crashes; sandbox mode only.</summary>
/// <remarks>Spans already mark every step that commits or leaves the process, so the code under test knows nothing of this.
/// <c>Development:CrashAt</c> is <c>before</c> or <c>after</c>, a space, and the span's name; the marker file proves that it was reached.</remarks>
internal static class CrashPoint
{
    public static void Arm(IConfiguration configuration)
    {
        if (configuration["Development:CrashAt"] is not { Length: > 0 } point) return;
        var (moment, span) = point.Split(' ', 2) is [var when, var name] ? (when, name) : throw new InvalidOperationException("Development:CrashAt is 'before NAME' or 'after NAME'.");
        var marker = configuration["Development:CrashMarker"];
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        if (moment == "before") listener.ActivityStarted = Die;
        else listener.ActivityStopped = Die;
        ActivitySource.AddActivityListener(listener);

        void Die(Activity activity)
        {
            if (!string.Equals(activity.OperationName, span, StringComparison.Ordinal)) return;
            if (marker is not null) File.WriteAllText(marker, point);
            _ = kill(Environment.ProcessId, SigKill);
            Process.GetCurrentProcess().WaitForExit(); // never returns: the process is ourselves, and dead
        }
    }

    private const int SigKill = 9;

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
