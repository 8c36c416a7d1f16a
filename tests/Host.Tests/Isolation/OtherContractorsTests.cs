using System.Net;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Isolation;

/// <summary>Another contractor's data is out of reach, whatever id one tries and through whichever door. The doors are the running host's
/// own list; one that <see cref="Doors"/> does not know fails the test.</summary>
[Collection(SharedMarket.Name)]
public sealed class OtherContractorsTests(MarketFixture fixture)
{
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task Nothing_of_another_contractor_is_seen_or_moved_by_guessing_ids()
    {
        var victim = await new VictimsLife(_market, fixture.Ledger).Lives();
        var accounts = await _market.Sandbox.Seed(contractors: 1, leads: 0);
        var intruder = new SignedIn(_market, accounts.Contractors[0]);
        var untouched = await victim.Rows();
        untouched.Count(rows => rows.Value.Length > 0).ShouldBeGreaterThan(8, "the victim has something in many tables");

        var doors = await RunningEndpoints.Of(_market);
        doors.Count.ShouldBeGreaterThan(80);
        doors.Select(door => door.ToString()).Except(Doors.All.Keys).ShouldBeEmpty("every door needs a line in Doors");
        Doors.All.Keys.Except(doors.Select(door => door.ToString())).ShouldBeEmpty("Doors names what the host does not have");

        var faults = new List<string>();
        foreach (var door in doors)
        {
            var opened = await intruder.Try(door, Doors.IdsFor(door, victim.Ids));
            if (Fault(Doors.All[door.ToString()], opened) is { } fault) faults.Add($"{door}: {fault}");
            faults.AddRange(victim.Secrets.Where(secret => opened.Body.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{door}: tells {secret}"));
            if (Doors.EndsSession(door)) await intruder.SignIn();
        }

        faults.ShouldBeEmpty();
        (await victim.Rows()).ShouldBe(untouched);
    }

    private static string? Fault(Door expected, Opened opened) => expected switch
    {
        _ when (int)opened.Status >= 500 => $"answered {(int)opened.Status}",
        Door.NotFound => opened.Status is HttpStatusCode.NotFound ? null : $"answered {(int)opened.Status} instead of 404",
        Door.Staff => opened.Status is HttpStatusCode.Forbidden ? null : $"answered {(int)opened.Status} instead of 403",
        _ => null,
    };
}
