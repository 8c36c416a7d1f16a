using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace LeadMarket.TestKit;

/// <summary>A program of ours, running as users run it: a process, killed at will, with all it printed at hand.</summary>
public sealed class RunningProcess : IAsyncDisposable
{
    private static readonly HttpClient Prober = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;
    private readonly string _name;

    private RunningProcess(Process process, string name)
    {
        (_process, _name) = (process, name);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Standard output and standard error so far, as they came.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Whether it has not ended yet.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts <c>dotnet program arguments</c>.</summary>
    /// <param name="folder">Where it is started: a web program finds its settings and static files there.</param>
    public static RunningProcess Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string? folder = null)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { WorkingDirectory = folder ?? Path.GetDirectoryName(program)! };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Start(start, Path.GetFileNameWithoutExtension(program));
    }

    /// <summary>Starts a program that is not ours.</summary>
    internal static RunningProcess Start(ProcessStartInfo start, string name)
    {
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        return new RunningProcess(Process.Start(start)!, name);
    }

    /// <summary>Waits until the address answers 200.</summary>
    /// <exception cref="InvalidOperationException">It ended before; the message holds what it printed last.</exception>
    public Task WaitUntilReady(Uri address, TimeSpan timeout) => WaitUntil(async () =>
    {
        try
        {
            using var answer = await Prober.GetAsync(address);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception refused) when (refused is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }, timeout, $"{address} answers 200");

    /// <summary>Waits for a condition that this process should bring about.</summary>
    /// <exception cref="InvalidOperationException">It ended before; the message holds what it printed last.</exception>
    /// <exception cref="TimeoutException">It did not come true in time.</exception>
    public async Task WaitUntil(Func<Task<bool>> condition, TimeSpan timeout, string what)
    {
        try
        {
            await Eventually.Holds(async () =>
            {
                if (await condition()) return true;
                return IsRunning ? false : throw new InvalidOperationException($"{_name} ended with {_process.ExitCode} before: {what}\n{LastLines()}");
            }, timeout, what);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{LastLines()}", late);
        }
    }

    /// <summary>Waits for its end and answers the exit code.</summary>
    public async Task<int> WaitForExit(TimeSpan timeout)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(timeout);
            return _process.ExitCode;
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{_name} still runs after {timeout.TotalSeconds:0} s.\n{LastLines()}", late);
        }
    }

    /// <summary>Ends it as a power cut would (SIGKILL), with everything it started, and waits for the end.</summary>
    public async Task Kill()
    {
        if (IsRunning) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Kills it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process.Dispose();
    }

    private string LastLines() => string.Join('\n', _lines.TakeLast(40));

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null) _lines.Enqueue(line.Data);
    }
}
