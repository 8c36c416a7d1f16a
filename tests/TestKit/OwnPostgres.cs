using System.Diagnostics;
using System.Globalization;

namespace LeadMarket.TestKit;

/// <summary>A PostgreSQL server of one test's own, which may be killed: the one of a test run is everybody's.</summary>
public sealed class OwnPostgres : IAsyncDisposable
{
    private static readonly TimeSpan DeathLimit = TimeSpan.FromSeconds(30);
    private readonly string _folder;
    private readonly string _superuser;

    private OwnPostgres(string folder, string superuser) => (_folder, _superuser) = (folder, superuser);

    /// <summary>Where its databases are, if this machine lets a test have one; its log of changes is elsewhere.</summary>
    public SmallDisk? Disk { get; private set; }

    public static async Task<OwnPostgres> Start()
    {
        var folder = Directory.CreateTempSubdirectory("leadmarket-tests-").FullName;
        await PostgresServer.Script("start", "--data", folder, "--fast");
        var server = new OwnPostgres(folder, PostgresServer.Unpooled((await PostgresServer.Script("url", "--data", folder)).Trim()));
        if (SmallDisk.MayBeHad) await server.MoveToSmallDisk();
        return server;
    }

    /// <summary>Ends it without a checkpoint: what was committed is only in its log.</summary>
    /// <param name="signal"><c>KILL</c>, as a power cut does, or <c>QUIT</c>, which is <c>pg_ctl stop -m immediate</c>.</param>
    public async Task Crash(string signal)
    {
        var process = int.Parse(File.ReadLines(Path.Combine(Cluster, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        using var postmaster = Process.GetProcessById(process);
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await postmaster.WaitForExitAsync().WaitAsync(DeathLimit);
    }

    /// <summary>Starts it again where it was; it recovers first.</summary>
    public async Task StartAgain() =>
        await PostgresServer.Script("start", "--data", _folder, "--port", (await File.ReadAllTextAsync(Path.Combine(_folder, "port"))).Trim(), "--fast");

    /// <summary>How often it has said this so far.</summary>
    public async Task<int> Said(string words) => (await File.ReadAllLinesAsync(Path.Combine(_folder, "server.log"))).Count(line => line.Contains(words, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        Disk?.Dispose();
        await PostgresServer.Script("remove", "--data", _folder);
    }

    internal Task<TestDatabase> CreateDatabase(string prefix) => PostgresServer.CreateDatabase(_superuser, prefix, Disk is null ? "" : "tablespace small");

    private string Cluster => Path.Combine(_folder, "cluster");

    private async Task MoveToSmallDisk()
    {
        Disk = SmallDisk.Mount(Path.Combine(_folder, "small"), megabytes: 64, ownerOf: Path.Combine(Cluster, "PG_VERSION"));
        await PostgresServer.Execute(_superuser, $"create tablespace small location '{Disk.Folder}'");
    }
}
