using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>Where the project is, and the questions of its service.</summary>
internal sealed class DetailsRules(Market market, TimeProvider clock) : IStepRules
{
    public IntakeStep Step => IntakeStep.Details;

    public LeadForm Check(LeadForm form, Findings findings) => form with
    {
        PostalCode = PostalCode(form.PostalCode, findings),
        Answers = Answers(form, findings),
    };

    private string? PostalCode(string? typed, Findings findings)
    {
        const string field = "postalCode";
        var text = findings.RequiredText(field, typed, FieldLimits.PostalCode, FieldCodes.PostalCodeMissing, FieldCodes.PostalCodeTooLong);
        if (text is null) return null;

        var code = Domain.PostalCode.Read(text, market.PostalAreas.Format);
        if (code.IsFailure) findings.Add(field, code.Error.Code);
        else if (market.FindArea(code.Value.Value) is null) findings.Add(field, FieldCodes.PostalCodeUnknown);
        return code.IsFailure ? text : code.Value.Value;
    }

    private IReadOnlyDictionary<string, IReadOnlyList<string>>? Answers(LeadForm form, Findings findings)
    {
        // Without a service nobody can say which questions there are.
        if (string.IsNullOrWhiteSpace(form.Service)) findings.Add("service", FieldCodes.ServiceMissing);
        else if (market.FindService(form.Service) is { } service) return new AnswerRules(Today()).Check(service, form.Answers, findings);
        else findings.Add("service", FieldCodes.ServiceUnknown);
        return null;
    }

    // A day begins at midnight where the homeowner lives.
    private DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), market.TimeZone).Date);
}
