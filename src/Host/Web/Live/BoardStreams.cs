using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;

namespace LeadMarket.Web.Live;

/// <summary>Tells an open board how many leads its contractor has got to see since it was loaded, as server-sent events: <c>leads</c> with the
/// number whenever it changes, and <c>beat</c> now and then, by which a browser notices a line that went dead.</summary>
internal sealed class BoardStreams(BoardWatch watch, TimeProvider clock, IHostApplicationLifetime host, ILogger<BoardStreams> log) : IDisposable
{
    private const string Address = "/board/live";

    /// <summary>Only boards in sight are connected, so an honest account needs one or two.</summary>
    private const int MostPerAccount = 4;

    /// <summary>A new lead wakes everybody at once, and the pages need connections to the database too.</summary>
    private const int MostCounts = 4;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>Then the browser connects anew, and whoever has been signed out meanwhile is not let in.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<ContractorId, int> _open = new();
    private readonly SemaphoreSlim _counts = new(MostCounts);

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Address, (HttpContext http, BoardStreams streams, IMediator modules) => streams.Serve(http, modules))
            .RequireAuthorization(Policies.Contractor);

    /// <summary>The stream of a board.</summary>
    /// <param name="since">When it was loaded.</param>
    public static string AddressOf(BoardQuery board, DateTimeOffset since) =>
        Address + (board with { Sort = BoardSort.Newest, Cursor = null }).Write().Add("since", since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    public void Dispose() => _counts.Dispose();

    private async Task Serve(HttpContext http, IMediator modules)
    {
        var me = http.User.ContractorId();
        if (!Enter(me))
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        // A host that stops would wait for every open board otherwise.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
        using var listening = watch.Listen();
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers["X-Accel-Buffering"] = "no"; // what nginx in front would do with it
            await Tell(http, me, modules, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The board was left, or the host stops.
        }
        finally
        {
            Leave(me);
        }
    }

    private async Task Tell(HttpContext http, ContractorId me, IMediator modules, CancellationToken cancel)
    {
        var (filter, since) = (BoardQuery.Read(http.Request.Query).Filter, Since(http.Request.Query["since"]));
        var (told, life) = (0, Stopwatch.StartNew());
        while (life.Elapsed < Longest)
        {
            var opened = watch.Opened;
            // It cannot be counted now: the browser comes back later.
            if (await Count(new CountNewOnBoard(me, filter, since), modules, cancel) is not { } count) return;
            await Write(http, count == told ? "event: beat\ndata:\n\n" : string.Create(CultureInfo.InvariantCulture, $"event: leads\ndata: {count}\n\n"), cancel);
            told = count;
            while (await Task.WhenAny(opened, Task.Delay(Beat, TimeProvider.System, cancel)) != opened && life.Elapsed < Longest)
                await Write(http, "event: beat\ndata:\n\n", cancel);
        }
    }

    private async Task<int?> Count(CountNewOnBoard question, IMediator modules, CancellationToken cancel)
    {
        await _counts.WaitAsync(cancel);
        try
        {
            var count = await modules.Send(question, cancel);
            return count.Succeeded(out var found) ? found : null;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning(failure, "New leads of a board cannot be counted; it asks again.");
            return null;
        }
        finally
        {
            _counts.Release();
        }
    }

    private static async Task Write(HttpContext http, string message, CancellationToken cancel)
    {
        await http.Response.WriteAsync(message, cancel);
        await http.Response.Body.FlushAsync(cancel);
    }

    private DateTimeOffset Since(string? milliseconds)
    {
        var now = clock.GetUtcNow();
        return long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var since) && since <= now.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(since)
            : now;
    }

    private bool Enter(ContractorId me)
    {
        if (_open.AddOrUpdate(me, 1, (_, open) => open + 1) <= MostPerAccount) return true;
        Leave(me);
        return false;
    }

    private void Leave(ContractorId me)
    {
        if (_open.AddOrUpdate(me, 0, (_, open) => open - 1) == 0) _open.TryRemove(new KeyValuePair<ContractorId, int>(me, 0));
    }
}
