using System.Text.Json;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Domain;

/// <summary>One word on a return, and what it rests on. Kept for good.</summary>
internal sealed class KeptVerdict
{
    public const string BySystem = "system";
    public const string ByPromise = "promise";
    public const string ByStaff = "staff";

    private KeptVerdict()
    {
    }

    public ReturnId ReturnId { get; private set; }

    /// <summary>The first is 1.</summary>
    public int Number { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public ReturnOutcome Outcome { get; private set; }

    public string Rule { get; private set; } = "";

    /// <summary>Name to value, as JSON.</summary>
    public string Facts { get; private set; } = "{}";

    public string By { get; private set; } = "";

    public DateTimeOffset DecidedAt { get; private set; }

    public static KeptVerdict Keep(LeadReturn @return, Verdict verdict, string by, DateTimeOffset at) => new()
    {
        ReturnId = @return.Id, Number = @return.Verdicts, ContractorId = @return.ContractorId,
        Outcome = verdict.Outcome, Rule = verdict.Rule, Facts = JsonSerializer.Serialize(verdict.Facts), By = by, DecidedAt = at,
    };
}
