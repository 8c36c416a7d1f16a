using LeadMarket.Kernel;

namespace LeadMarket.Leads.Contracts;

/// <summary>A form half filled in. The value is the homeowner's secret: whoever has it can go on with the form.</summary>
public readonly record struct DraftId(Guid Value) : ITypedId<DraftId>
{
    public static DraftId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>The four steps of the form, in order.</summary>
public enum IntakeStep
{
    Service = 1,
    Details = 2,
    Project = 3,
    Contact = 4,
}

/// <summary>What a draft holds so far.</summary>
/// <param name="Submitted">The lead it became; a second submission answers the same lead.</param>
public sealed record Draft(DraftId Id, LeadForm Form, LeadId? Submitted);

/// <summary>Keeps one step of the form after checking that step's fields; makes the draft if it is new.</summary>
/// <param name="Form">Only the fields of <paramref name="Step"/> are read; the others keep what was saved.</param>
/// <param name="Attribution">What brought the visitor; the first one known stays.</param>
/// <remarks>Refused with <c>validation.failed</c>; what was saved before stays.</remarks>
public sealed record SaveDraftStep(DraftId Draft, IntakeStep Step, LeadForm Form, Attribution? Attribution = null) : ICommand;

/// <summary>Reads a draft. Refused with <c>leads.draft-not-found</c>.</summary>
public sealed record GetDraft(DraftId Draft) : IQuery<Draft>;

/// <summary>Turns a complete draft into a lead, once; asked again it answers the same lead.</summary>
/// <remarks>Refused with <c>validation.failed</c> or <c>leads.draft-not-found</c>.</remarks>
public sealed record SubmitDraft(DraftId Draft, FormOrigin Origin) : ICommand<SubmittedLead>;
