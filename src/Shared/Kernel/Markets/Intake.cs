namespace LeadMarket.Kernel.Markets;

/// <summary>How homeowners' requests are taken in this market.</summary>
/// <param name="VerifiesPhones">A lead is listed only once a code sent to its telephone was typed back.</param>
/// <param name="CallHours">When a homeowner may ask to be called; none when the market does not offer the choice.</param>
/// <param name="AreaCodes">Telephone area codes of the place. A number from elsewhere is taken, and lowers the score.</param>
/// <param name="DefaultBudget">The budget of whoever chooses none; a key of the market's budgets. Absent: one has to be chosen.</param>
/// <param name="DefaultQuotes">How many quotes a form starts with. Absent: the homeowner has to choose.</param>
/// <param name="DraftLife">How long a form half filled in is kept after its last step.</param>
public sealed record Intake(
    bool VerifiesPhones,
    DuplicateRule Duplicates,
    IReadOnlyList<Choice> CallHours,
    IReadOnlyList<string> AreaCodes,
    string? DefaultBudget,
    int? DefaultQuotes,
    TimeSpan DraftLife)
{
    /// <summary>What a market has that says nothing of it.</summary>
    public static Intake Default { get; } = new(
        VerifiesPhones: true, DuplicateRule.Default, CallHours: [], AreaCodes: [], DefaultBudget: null, DefaultQuotes: null, DraftLife: TimeSpan.FromDays(30));
}

/// <summary>When a second request is the first one again: contractors must not pay twice for the same person.</summary>
/// <param name="ByPhone">The same telephone tells it.</param>
/// <param name="ByEmail">The same e-mail address tells it; with <paramref name="ByPhone"/>, either does.</param>
/// <param name="WithinService">Only for the same service; otherwise for any.</param>
/// <param name="Window">From the listing of the first.</param>
// A blank field never matches: an empty one that counted would join strangers (a known complaint in the field).
public sealed record DuplicateRule(bool ByPhone, bool ByEmail, bool WithinService, TimeSpan Window)
{
    public static DuplicateRule Default { get; } = new(ByPhone: true, ByEmail: true, WithinService: true, TimeSpan.FromDays(30));
}
