using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>One report of a homeowner.</summary>
internal readonly record struct ProblemId(Guid Value) : ITypedId<ProblemId>
{
    public static ProblemId From(Guid value) => new(value);

    public static ProblemId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString();
}

/// <summary>What a homeowner has to complain of, for staff to act on.</summary>
internal sealed class Problem
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int TextLength = 2000;

    /// <summary>Reports of one request. Whoever has more to say is past what a form can settle, and writes to us.</summary>
    public const int MostPerLead = 10;

    /// <summary>The kind that says nothing by itself.</summary>
    public const string Other = "other";

    private Problem()
    {
    }

    public static IReadOnlyList<string> Kinds { get; } = ["too-many-calls", "unknown-caller", "rude", "wrong-details", Other];

    public ProblemId Id { get; private set; }

    public LeadId Lead { get; private set; }

    public string Kind { get; private set; } = "";

    /// <summary>In the homeowner's words, which may name people: erasure blanks it.</summary>
    public string? Text { get; private set; }

    /// <summary>The contractor it is about, by their unlock.</summary>
    public UnlockId? Unlock { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static Problem Report(LeadId lead, string kind, string? text, UnlockId? unlock, DateTimeOffset at) => new()
    {
        Id = ProblemId.New(at),
        Lead = lead,
        Kind = kind,
        Text = text,
        Unlock = unlock,
        At = at,
    };
}
