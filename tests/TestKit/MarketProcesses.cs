using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Npgsql;

namespace LeadMarket.TestKit;

/// <summary>A whole market as in life: a database of its own, the Sandbox, and hosts that share them, each a process.</summary>
public sealed class MarketProcesses : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly Dictionary<string, string> ReportOnly = new(StringComparer.Ordinal) { ["Logging__LogLevel__Default"] = "Warning" };
    private static readonly Dictionary<string, string> NoExtra = new(StringComparer.Ordinal);

    // Migrating takes seconds and makes the same every time: each market file has one database migrated, and gets copies of it.
    private static readonly ConcurrentDictionary<(string Market, bool EarlyAccess), Lazy<Task<TestDatabase>>> Migrated = new();

    private readonly MarketSettings _settings;
    private readonly Uri[] _addresses;
    private readonly RunningProcess?[] _hosts;
    private readonly List<HttpClient> _clients = [];
    private RunningProcess? _sandbox;

    private MarketProcesses(MarketSettings settings, TestDatabase database)
    {
        (_settings, Database) = (settings, database);
        _addresses = [.. Enumerable.Range(0, settings.Hosts).Select(_ => NewAddress())];
        _hosts = new RunningProcess?[settings.Hosts];
        Sandbox = new Sandbox(NewAddress());
    }

    /// <summary>The market's own database.</summary>
    public TestDatabase Database { get; }

    /// <summary>The stand-in vendors, their clock and their controls.</summary>
    public Sandbox Sandbox { get; }

    /// <summary>Makes the migrated database, starts the Sandbox and the hosts, and waits until all are ready.</summary>
    /// <param name="server">Where the database is; on the test run's server when absent.</param>
    public static async Task<MarketProcesses> Start(MarketSettings? settings = null, OwnPostgres? server = null)
    {
        settings ??= new();
        var market = new MarketProcesses(settings, server is null
            ? await PostgresServer.CreateDatabase("market", copyOf: await Migrated.GetOrAdd((settings.Market, settings.EarlyAccess), _ => new(() => Template(settings))).Value)
            : await Migrate(settings, await server.CreateDatabase("market")));
        try
        {
            await market.StartSandbox();
            await Task.WhenAll(Enumerable.Range(0, market._hosts.Length).Select(host => market.StartHost(host, NoExtra)));
            return market;
        }
        catch
        {
            await market.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many hosts there are.</summary>
    public int Hosts => _hosts.Length;

    /// <summary>Where a host listens.</summary>
    public Uri Address(int host = 0) => _addresses[host];

    /// <summary>The process of a host, for its output and its end.</summary>
    public RunningProcess Host(int host = 0) => _hosts[host] ?? throw new InvalidOperationException($"Host {host} was not started.");

    /// <summary>A new visitor of a host: keeps its cookies, follows no redirect.</summary>
    public HttpClient NewVisitor(int host = 0)
    {
        var visitor = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = _addresses[host],
        };
        lock (_clients) _clients.Add(visitor);
        return visitor;
    }

    /// <summary>Kills a host if it runs, and starts it again at the same address.</summary>
    /// <param name="extra">Settings of this start only, in environment form.</param>
    public async Task RestartHost(int host = 0, IReadOnlyDictionary<string, string>? extra = null)
    {
        if (_hosts[host] is { } old) await old.DisposeAsync();
        await StartHost(host, extra ?? NoExtra);
    }

    /// <summary>Compares purchases, books and Stripe, as <c>build/reconcile</c> does. What is on its way when a test ends is given time
    /// to arrive; a difference that stays is one.</summary>
    /// <exception cref="InvalidOperationException">It could not be compared.</exception>
    public async Task<Reconciled> Reconcile()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            await using var verb = RunningProcess.Start(Repository.Program("Web"), ["reconcile"], HostSettings(0, ReportOnly), SiteFolder);
            var code = await verb.WaitForExit(StartLimit);
            if (code is not (0 or 2)) throw new InvalidOperationException($"reconcile ended with {code}:\n{verb.Output}");
            if (code == 0 || waited.Elapsed > Settling) return new Reconciled(code, verb.Output);
            await Task.Delay(BetweenLooks);
        }
    }

    /// <summary>Kills every process and drops the database.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in _hosts.Append(_sandbox).OfType<RunningProcess>()) await process.DisposeAsync();
        foreach (var client in _clients) client.Dispose();
        Sandbox.Dispose();
        await Database.DisposeAsync();
    }

    private static Uri NewAddress() => new($"http://127.0.0.1:{FreePort.Next()}");

    private static string SiteFolder => Path.Combine(Repository.Root, "src", "Host", "Web");

    private static async Task<TestDatabase> Template(MarketSettings settings)
    {
        var database = await PostgresServer.CreateDatabase("migrated");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return await Migrate(settings, database);
    }

    private static async Task<TestDatabase> Migrate(MarketSettings settings, TestDatabase database)
    {
        var environment = new Dictionary<string, string>(settings.ForHost(database, NewAddress(), NewAddress()), StringComparer.Ordinal)
        {
            ["Database__AdminConnectionString"] = database.AdminConnectionString,
        };
        await using var migration = RunningProcess.Start(Repository.Program("Web"), ["migrate"], environment, SiteFolder);
        if (await migration.WaitForExit(StartLimit) != 0) throw new InvalidOperationException($"migrate failed:\n{migration.Output}");
        return database;
    }

    private Task StartSandbox()
    {
        _sandbox = RunningProcess.Start(Repository.Program("Sandbox"), ["--urls", Sandbox.Address.AbsoluteUri], _settings.ForSandbox(Database, _addresses[0]));
        return _sandbox.WaitUntilReady(new Uri(Sandbox.Address, "/clock"), StartLimit);
    }

    private Task StartHost(int host, IReadOnlyDictionary<string, string> extra)
    {
        var process = RunningProcess.Start(Repository.Program("Web"), ["--urls", _addresses[host].AbsoluteUri], HostSettings(host, extra), SiteFolder);
        _hosts[host] = process;
        return process.WaitUntilReady(new Uri(_addresses[host], "/health/ready"), StartLimit);
    }

    private Dictionary<string, string> HostSettings(int host, IReadOnlyDictionary<string, string> extra)
    {
        var settings = new Dictionary<string, string>(_settings.ForHost(Database, _addresses[host], Sandbox.Address), StringComparer.Ordinal);
        if (_settings.DatabasePort is { } port) settings["Database__ConnectionString"] = new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Port = port }.ConnectionString;
        foreach (var (name, value) in (_settings.Environment ?? NoExtra).Concat(extra)) settings[name] = value;
        return settings;
    }
}
