using System.Text.Json;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Purchasing.Domain;

/// <summary>A lead on the board. Holds nothing that tells who the homeowner is.</summary>
/// <remarks>Its slots are a bitmask on this one row, taken and given back by single UPDATEs: contractors do not see each
/// other's unlocks, and the cap counts them all the same.</remarks>
internal sealed class Listing
{
    private Listing()
    {
    }

    public ListingId Id { get; private set; }

    public LeadId LeadId { get; private set; }

    public string Service { get; private set; } = "";

    public string Region { get; private set; } = "";

    public string Area { get; private set; } = "";

    public string PostalPrefix { get; private set; } = "";

    public string Budget { get; private set; } = "";

    public string Timeline { get; private set; } = "";

    /// <summary>Question key to answers, as JSON.</summary>
    public string Answers { get; private set; } = "{}";

    public string Locale { get; private set; } = "";

    public DateTimeOffset ListedAt { get; private set; }

    /// <summary>The first instant at which it can no longer be bought.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Shared, or sold to the first who takes it alone.</summary>
    public SellingMode Mode { get; private set; }

    /// <summary>1 to 3, for no lead is ever sold to more: the market's cap or what the homeowner chose, whichever is less.</summary>
    public int Capacity { get; private set; }

    /// <summary>Bit n−1 set: slot n is held or sold.</summary>
    public int Slots { get; private set; }

    /// <summary>Since when nobody is let in any more: the lead has ended, or its homeowner said so.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public static Listing Open(
        LeadId lead, string service, string region, string area, string postalPrefix, string budget, string timeline,
        string answers, string locale, int capacity, DateTimeOffset listedAt, DateTimeOffset expiresAt, SellingMode mode = SellingMode.Shared) => new()
    {
        Id = ListingId.New(listedAt),
        LeadId = lead,
        Service = service,
        Region = region,
        Area = area,
        PostalPrefix = postalPrefix,
        Budget = budget,
        Timeline = timeline,
        Answers = answers,
        Locale = locale,
        Mode = mode,
        Capacity = capacity,
        ListedAt = listedAt,
        ExpiresAt = expiresAt,
    };

    /// <summary>A slot as its bit of <see cref="Slots"/>.</summary>
    public static int Bit(int slot) => 1 << (slot - 1);

    /// <summary>Why this contractor may not try, or null. Says nothing of slots: only taking one tells.</summary>
    public Error? RefusalFor(Contractor contractor, DateTimeOffset at)
    {
        if (!contractor.Covers(this)) return ListingErrors.OutsideCoverage;
        return WithdrawnAt is not null || ExpiresAt <= at ? ListingErrors.Closed : null;
    }

    /// <summary>Somebody could still take a slot.</summary>
    public bool IsForSale(DateTimeOffset at) => IsOnMarket(at) && !IsFull;

    /// <summary>It can be sold, as soon as a slot is free.</summary>
    public bool IsOnMarket(DateTimeOffset at) => WithdrawnAt is null && ExpiresAt > at;

    /// <summary>Every slot is sold or held.</summary>
    public bool IsFull => Slots == (1 << Capacity) - 1;

    /// <summary>Takes it off the market for good. What was sold stays sold.</summary>
    public void Withdraw(DateTimeOffset at) => WithdrawnAt ??= at;

    /// <summary>Forgets what was answered to every other question: in words of their own people may say who they are.</summary>
    public void KeepAnswersTo(IReadOnlyCollection<string> questions)
    {
        var answers = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Answers)!;
        Answers = JsonSerializer.Serialize(answers.Where(answer => questions.Contains(answer.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal));
    }
}
