using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.LeadWork;

/// <summary>What contractors make of bought leads. Everything of one lead takes turns on its unlock's row.</summary>
internal interface IWorkedLeads
{
    /// <summary>What is known of a lead whose unlock is locked; a beginning, when nothing is.</summary>
    Task<WorkedLead> Of(Unlock unlock, CancellationToken cancel);

    void Add(LeadMove step);

    void Add(KeptNote note);

    void Add(LoggedAttempt attempt);

    Task<bool> HasNote(UnlockId unlock, Guid note, CancellationToken cancel);

    Task<bool> HasAttempt(UnlockId unlock, Guid attempt, CancellationToken cancel);

    /// <summary>How many are kept on an unlock that is locked.</summary>
    Task<int> CountNotes(UnlockId unlock, CancellationToken cancel);

    /// <summary>How many are logged on an unlock that is locked.</summary>
    Task<int> CountAttempts(UnlockId unlock, CancellationToken cancel);

    Task RemoveNote(UnlockId unlock, Guid note, CancellationToken cancel);

    /// <summary>Whether the contact is still the buyer's. If so, it is destroyed only after this transaction, with what it writes.</summary>
    Task<bool> HoldContact(UnlockId unlock, CancellationToken cancel);

    /// <summary>Destroys everything that was written about the person in words: notes, reminders, what was said of a return.</summary>
    Task ForgetWords(UnlockId unlock, CancellationToken cancel);
}
