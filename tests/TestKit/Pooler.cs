using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace LeadMarket.TestKit;

/// <summary>PgBouncer in transaction mode before the test run's PostgreSQL, as hosts may meet one in life. It may be killed.</summary>
public sealed class Pooler : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly string[] Users = ["host", "leads", "purchasing", "billing", "coupons", "notifications"];
    private static readonly string? Program = new[] { "/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer" }.FirstOrDefault(File.Exists);
    private readonly string _folder;
    private RunningProcess? _process;

    private Pooler(string folder) => _folder = folder;

    /// <summary>Debian's package <c>pgbouncer</c>; <c>build/test</c> installs it where it may.</summary>
    public static bool IsInstalled => Program is not null;

    /// <summary>Where hosts find it, on the loopback address.</summary>
    public int Port { get; } = FreePort.Next();

    public static async Task<Pooler> Start()
    {
        var pooler = new Pooler(Directory.CreateTempSubdirectory("leadmarket-tests-").FullName);
        var server = new NpgsqlConnectionStringBuilder(await PostgresServer.AdminConnectionString());
        await File.WriteAllLinesAsync(pooler.UserList, Users.Select(user => $"\"leadmarket_{user}\" \"{MarketSettings.RolePassword}\""));
        // Fewer connections than one module of one host may hold: clients share them, transaction by transaction.
        await File.WriteAllTextAsync(pooler.Settings, $"""
            [databases]
            * = host={server.Host} port={server.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {pooler.Port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {pooler.UserList}
            pool_mode = transaction
            default_pool_size = 8
            max_client_conn = 500
            """);
        // It gives up the administrator's rights before it serves, and reads its files as nobody.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(pooler._folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        await pooler.StartAgain();
        return pooler;
    }

    /// <summary>Ends it as a power cut would: every client's connection ends, and so does every one to the server.</summary>
    public Task Kill() => _process!.Kill();

    /// <summary>Starts it where it was, and waits until it listens.</summary>
    public async Task StartAgain()
    {
        if (_process is { } dead) await dead.DisposeAsync();
        string[] asNobody = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        _process = RunningProcess.Start(new ProcessStartInfo(Program!, [.. asNobody, Settings]), "pgbouncer");
        await _process.WaitUntil(Listens, StartLimit, "PgBouncer listens");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process) await process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Settings => Path.Combine(_folder, "pgbouncer.ini");

    private string UserList => Path.Combine(_folder, "userlist.txt");

    private async Task<bool> Listens()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
