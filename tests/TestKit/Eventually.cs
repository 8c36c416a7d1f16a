using System.Diagnostics;

namespace LeadMarket.TestKit;

/// <summary>Waits for what happens in its own time: an event handled, a mail sent, a process ready.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Dozens of hosts, browsers and databases share two cores: a limit says that something never comes, not how fast it is.
    private const int Crowded = 3;

    /// <summary>Asks until the answer is yes.</summary>
    /// <param name="what">The promise, as it should read after "not so within 10 s:".</param>
    /// <exception cref="TimeoutException">It did not come true in time.</exception>
    public static async Task Holds(Func<Task<bool>> condition, TimeSpan timeout, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (waited.Elapsed > timeout * Crowded) throw new TimeoutException($"Not so within {(timeout * Crowded).TotalSeconds:0} s: {what}");
            await Task.Delay(Pause);
        }
    }
}
