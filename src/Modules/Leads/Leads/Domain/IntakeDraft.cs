using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Leads.Domain;

/// <summary>A form half filled in, kept until it becomes a lead.</summary>
internal sealed class IntakeDraft : Aggregate
{
    private IntakeDraft()
    {
    }

    /// <summary>A form nobody has typed in yet.</summary>
    public static LeadForm BlankForm { get; } = new(null, null, null, null, null, null, null, null, null, null, null, ConsentToContact: false, null);

    public DraftId Id { get; private set; }

    /// <summary>Only fields that have passed their step's rules.</summary>
    public LeadForm Form { get; private set; } = BlankForm;

    /// <summary>What brought the visitor, until the lead takes it over.</summary>
    public Attribution? Attribution { get; private set; }

    /// <summary>The lead it became.</summary>
    public LeadId? Lead { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    public static IntakeDraft Start(DraftId id, DateTimeOffset at) => new() { Id = id, StartedAt = at, SavedAt = at };

    /// <summary>The saved form with one step's fields replaced by what was just typed; nothing is kept yet.</summary>
    public LeadForm With(IntakeStep step, LeadForm typed) => step switch
    {
        IntakeStep.Service => Form with { Service = typed.Service },
        IntakeStep.Details => Form with { PostalCode = typed.PostalCode, Answers = typed.Answers },
        IntakeStep.Project => Form with
        {
            Budget = typed.Budget,
            Timeline = typed.Timeline,
            Quotes = typed.Quotes,
            // The words of the consent name the number of contractors: agreeing to two is not agreeing to three.
            ConsentToContact = Form.ConsentToContact && Form.Quotes == typed.Quotes,
        },
        IntakeStep.Contact => Form with
        {
            Name = typed.Name,
            Email = typed.Email,
            Phone = typed.Phone,
            Address = typed.Address,
            Locale = typed.Locale,
            ConsentToContact = typed.ConsentToContact,
            ConsentVersion = typed.ConsentVersion,
            ConsentToMarketing = typed.ConsentToMarketing,
            MarketingVersion = typed.MarketingVersion,
            ConsentToAdvertising = typed.ConsentToAdvertising,
            AdvertisingVersion = typed.AdvertisingVersion,
            CallLocale = typed.CallLocale,
            CallHours = typed.CallHours,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "The form has four steps."),
    };

    /// <summary>Keeps a form whose latest step has passed its rules.</summary>
    public Result Keep(LeadForm form, DateTimeOffset at)
    {
        if (Lead is not null) return LeadErrors.DraftSubmitted;
        (Form, SavedAt) = (form, at);
        return Result.Success;
    }

    /// <summary>Notes what brought the visitor. The first stays: the advertisement that began the request is the one that earned it.</summary>
    public void CameBy(Attribution? attribution) => Attribution ??= attribution;

    /// <summary>How long the form took so far.</summary>
    public TimeSpan TakenUntil(DateTimeOffset at) => at - StartedAt;

    /// <summary>Ends the draft. Whoever finds its link later learns nothing about the person.</summary>
    public Result Become(LeadId lead, DateTimeOffset at)
    {
        if (Lead is not null) return LeadErrors.DraftSubmitted;
        Lead = lead;
        SavedAt = at;
        Attribution = null;
        Form = Form with { Name = null, Email = null, Phone = null, Address = null, PostalCode = null, CallLocale = null, CallHours = null };
        return Result.Success;
    }
}
