using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>The one set of rules for a homeowner's form, step by step or whole.</summary>
internal sealed class IntakeRules(Market market, TimeProvider clock)
{
    private readonly IStepRules[] _steps = [new ServiceRules(market), new DetailsRules(market, clock), new ProjectRules(market), new ContactRules(market)];

    /// <summary>Judges one step's fields; the others are taken as they are.</summary>
    public CheckedForm Check(LeadForm form, IntakeStep step) => Check(form, [_steps.Single(rules => rules.Step == step)]);

    /// <summary>Judges the whole form.</summary>
    public CheckedForm Check(LeadForm form) => Check(form, _steps);

    /// <summary>The whole form in the words of the domain. Refused with <c>validation.failed</c>.</summary>
    public Result<LeadRequest> Read(LeadForm form)
    {
        var (kept, errors) = Check(form);
        return errors.Count == 0 ? Request(kept) : Error.Invalid(errors);
    }

    /// <summary>The form without the answers that its service does not ask for, or would refuse.</summary>
    public LeadForm KeepAnswersThatBelong(LeadForm form)
    {
        if (form.Answers is not { Count: > 0 }) return form;
        var judged = Check(form, IntakeStep.Details).Form;
        return form with { Answers = judged.Answers };
    }

    private static CheckedForm Check(LeadForm form, IEnumerable<IStepRules> steps)
    {
        var findings = new Findings();
        var kept = steps.Aggregate(form, (so, rules) => rules.Check(so, findings));
        return new CheckedForm(kept, findings.Errors);
    }

    private LeadRequest Request(LeadForm form)
    {
        var (quotes, locale) = (form.Quotes!.Value, form.Locale!);
        return new LeadRequest(
            new ProjectRequest(form.Service!, market.FindArea(form.PostalCode)!, form.Budget!, form.Timeline!, form.Answers!, quotes, locale),
            new ContactDetails(
                form.Name!,
                EmailAddress.Read(form.Email!).Value,
                PhoneNumber.Read(form.Phone!).Value,
                form.Address,
                PostalCode.Read(form.PostalCode!, market.PostalAreas.Format).Value,
                form.CallLocale ?? locale,
                form.CallHours ?? []),
            new ConsentRules(market).Given(form));
    }
}

/// <param name="Form">The judged fields trimmed and normalised; fit to keep only when nothing is wrong.</param>
/// <param name="Errors">One for each field at fault.</param>
internal sealed record CheckedForm(LeadForm Form, IReadOnlyList<FieldError> Errors);
