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
        return form with
        {
            Quotes = Quotes(form, findings),
            Budget = findings.Key("budget", Chosen(form.Budget), market.Budgets.Select(budget => budget.Key), FieldCodes.BudgetMissing, FieldCodes.BudgetUnknown),
            Timeline = findings.Key("timeline", form.Timeline, market.Timelines.Select(timeline => timeline.Key), FieldCodes.TimelineMissing, FieldCodes.TimelineUnknown),
        };
    }

    // One contractor buys a lead of an exclusive service: nothing is asked, and what was said before of another service is no mistake.
    private int? Quotes(LeadForm form, Findings findings)
    {
        var most = form.Service is { } service ? market.CapacityOf(service) : market.Selling.Capacity;
        if (form.Service is not null && market.ModeOf(form.Service) is SellingMode.Exclusive) return most;
        if (form.Quotes is not { } quotes) findings.Add("quotes", FieldCodes.QuotesMissing);
        else if (quotes < 1 || quotes > most) findings.Add("quotes", FieldCodes.QuotesOutOfRange, most);
        return form.Quotes;
    }

    // Asking less keeps people at the form; a market says what a budget left out means.
    private string? Chosen(string? budget) => string.IsNullOrWhiteSpace(budget) ? market.Intake.DefaultBudget : budget;
}
