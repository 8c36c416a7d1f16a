using System.Collections.Concurrent;
using Dapper;
using Npgsql;

namespace LeadMarket.Sandbox.Vendors;

/// <summary>The mode of each vendor: stored, so that it survives a restart, and held in memory, so that a normal call costs no query.</summary>
internal sealed class VendorSwitches(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<Vendor, VendorMode> _modes = new();

    public IEnumerable<(Vendor Vendor, VendorMode Mode)> All => Enum.GetValues<Vendor>().Select(vendor => (vendor, Of(vendor)));

    public VendorMode Of(Vendor vendor) => _modes.GetValueOrDefault(vendor, VendorMode.Normal);

    /// <summary>Reads what a former run was told.</summary>
    public async Task Load()
    {
        await using var connection = await database.OpenConnectionAsync();
        foreach (var (vendor, mode) in await connection.QueryAsync<(string, string)>("select vendor, mode from sandbox.vendor_modes"))
            _modes[Enum.Parse<Vendor>(vendor)] = Enum.Parse<VendorMode>(mode);
    }

    public async Task Set(Vendor vendor, VendorMode mode, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync("""
            insert into sandbox.vendor_modes (vendor, mode) values (@vendor, @mode)
            on conflict (vendor) do update set mode = excluded.mode
            """, new { vendor = vendor.ToString(), mode = mode.ToString() });
        _modes[vendor] = mode;
    }
}
