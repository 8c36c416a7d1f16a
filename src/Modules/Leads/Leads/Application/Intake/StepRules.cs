using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>The rules of one step of the form. The same ones judge a step of a draft and the whole form of the API.</summary>
internal interface IStepRules
{
    IntakeStep Step { get; }

    /// <summary>Reports what is wrong with the step's fields, and returns the form with those fields fit to keep.</summary>
    LeadForm Check(LeadForm form, Findings findings);
}

internal sealed class ServiceRules(Market market) : IStepRules
{
    public IntakeStep Step => IntakeStep.Service;

    public LeadForm Check(LeadForm form, Findings findings) => form with
    {
        Service = findings.Key("service", form.Service, market.Services.Select(service => service.Key), FieldCodes.ServiceMissing, FieldCodes.ServiceUnknown),
    };
}

internal sealed class ProjectRules(Market market) : IStepRules
{
    public IntakeStep Step => IntakeStep.Project;

    public LeadForm Check(LeadForm form, Findings findings)
    {
        if (form.Quotes is not { } quotes) findings.Add("quotes", FieldCodes.QuotesMissing);
        else if (quotes < 1 || quotes > market.Selling.Capacity) findings.Add("quotes", FieldCodes.QuotesOutOfRange, market.Selling.Capacity);

        return form with
        {
            Budget = findings.Key("budget", Chosen(form.Budget), market.Budgets.Select(budget => budget.Key), FieldCodes.BudgetMissing, FieldCodes.BudgetUnknown),
            Timeline = findings.Key("timeline", form.Timeline, market.Timelines.Select(timeline => timeline.Key), FieldCodes.TimelineMissing, FieldCodes.TimelineUnknown),
        };
    }

    // Asking less keeps people at the form; a market says what a budget left out means.
    private string? Chosen(string? budget) => string.IsNullOrWhiteSpace(budget) ? market.Intake.DefaultBudget : budget;
}
