using FsCheck;
using FsCheck.Fluent;
using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Domain;
using static LeadMarket.Leads.Domain.LeadStatus;
using Result = LeadMarket.Kernel.Result;

namespace LeadMarket.Leads.Tests.Domain;

/// <summary>Homeowners, staff, buyers and jobs may ask for any move in any order, and again.</summary>
public sealed class AnyOrderOfMovesTests
{
    private static readonly (string Name, Func<Lead, DateTimeOffset, Result> Make)[] Moves =
    [
        ("verify", (lead, at) => lead.Verify(at)),
        ("list", (lead, at) => lead.List(at, TimeSpan.FromDays(30))),
        ("sell out", (lead, at) => lead.SellOut(at)),
        ("reopen", (lead, at) => lead.Reopen(at)),
        ("close", (lead, at) => lead.Close(at)),
        ("expire", (lead, at) => lead.Expire(at)),
        ("withdraw", (lead, at) => lead.Withdraw(at)),
        ("reject", (lead, at) => lead.RejectAsDuplicate(at, LeadId.New(at), samePhone: true)),
        ("hold", Hold),
    ];

    // The lifecycle as its issue tells it: Draft → Submitted → Verified → Listed → SoldOut / Closed / Expired / Withdrawn / Rejected.
    private static readonly Dictionary<LeadStatus, Dictionary<string, LeadStatus>> Lifecycle = new()
    {
        [Submitted] = new() { ["verify"] = Verified, ["list"] = Listed, ["close"] = Closed, ["expire"] = Expired, ["withdraw"] = Withdrawn, ["reject"] = Rejected },
        [Verified] = new() { ["list"] = Listed, ["close"] = Closed, ["expire"] = Expired, ["withdraw"] = Withdrawn, ["reject"] = Rejected },
        [Listed] = new() { ["sell out"] = SoldOut, ["close"] = Closed, ["expire"] = Expired, ["withdraw"] = Withdrawn },
        [SoldOut] = new() { ["reopen"] = Listed, ["close"] = Closed, ["withdraw"] = Withdrawn },
        [Closed] = new() { ["withdraw"] = Withdrawn },
        [Expired] = new() { ["withdraw"] = Withdrawn },
        [Rejected] = new() { ["withdraw"] = Withdrawn },
        [Withdrawn] = [],
    };

    [Fact]
    public void No_order_of_moves_leaves_the_lifecycle_or_escapes_the_audit() =>
        // FsCheck prints the seed of a failure, and shrinks the moves to the fewest that still fail.
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Play).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60));

    [Fact]
    public void Every_status_has_its_moves_written_down() => Lifecycle.Keys.ShouldBe(Enum.GetValues<LeadStatus>(), ignoreOrder: true);

    private static void Play(byte[] steps)
    {
        var lead = Lead.Submit(
            new IntakeRules(TestMarket.Create(), new StoppedClock(Forms.Now)).Read(Forms.Valid).Value.Project, Forms.Now, TimeSpan.FromDays(30));
        lead.TakeEvents();
        var at = Forms.Now;
        foreach (var step in steps)
        {
            at = at.AddMinutes(1);
            var (name, make) = Moves[step % Moves.Length];
            var (before, number, seen) = (lead.Status, lead.Moves, Seen(lead));

            var result = make(lead, at);

            var moves = lead.TakeEvents().OfType<LeadMovedDomainEvent>().Select(moved => moved.Move).ToList();
            if (name == "hold") lead.Status.ShouldBe(before);
            else if (Lifecycle[before].TryGetValue(name, out var after)) Moved(result, lead, moves, before, after, number + 1, at);
            else Refused(result, lead, moves, seen);
            StandsAsTheDatabaseAllows(lead);
        }
    }

    private static void Moved(Result result, Lead lead, List<LeadMove> moves, LeadStatus before, LeadStatus after, int number, DateTimeOffset at)
    {
        result.IsFailure.ShouldBeFalse();
        lead.Status.ShouldBe(after);
        var move = moves.ShouldHaveSingleItem();
        (move.Number, move.FromStatus, move.ToStatus, move.At).ShouldBe((number, before, after, at));
    }

    private static void Refused(Result result, Lead lead, List<LeadMove> moves, string seen)
    {
        result.Error.ShouldBe(LeadErrors.IllegalMove);
        moves.ShouldBeEmpty();
        Seen(lead).ShouldBe(seen);
    }

    private static void StandsAsTheDatabaseAllows(Lead lead)
    {
        (lead.EndedAt is not null).ShouldBe(lead.Status is Closed or Expired or Withdrawn or Rejected);
        if (lead.Held) (lead.Status is Submitted or Verified).ShouldBeTrue();
        if (lead.Status is Listed or SoldOut) lead.ListedAt.ShouldNotBeNull();
        if (lead.DuplicateOf is not null) lead.EndedAt.ShouldNotBeNull();
    }

    private static Result Hold(Lead lead, DateTimeOffset at)
    {
        if (lead.AwaitsJudgement) lead.Judge(new Quality(40, [QualityReasons.Trap]));
        return Result.Success;
    }

    private static string Seen(Lead lead) => string.Join('|', lead.Status, lead.Moves, lead.VerifiedAt, lead.ListedAt, lead.ExpiresAt, lead.EndedAt, lead.Held, lead.DuplicateOf);
}
