using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>Whom the homeowner hired in the end, as they say.</summary>
internal sealed class Outcome
{
    /// <summary>Hired one of the contractors who bought the contact.</summary>
    public const string Hired = "hired";

    private Outcome()
    {
    }

    public static IReadOnlyList<string> Kinds { get; } = [Hired, "elsewhere", "nobody"];

    public LeadId Lead { get; private set; }

    public string Kind { get; private set; } = "";

    /// <summary>The contractor hired, by their unlock; only with <see cref="Hired"/>.</summary>
    public UnlockId? Unlock { get; private set; }

    public DateTimeOffset At { get; private set; }

    public static Outcome Of(LeadId lead) => new() { Lead = lead };

    /// <summary>The last word stands.</summary>
    public void Say(string kind, UnlockId? unlock, DateTimeOffset at) => (Kind, Unlock, At) = (kind, kind == Hired ? unlock : null, at);
}
