using System.Globalization;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;

namespace LeadMarket.Web.Pages.Intake;

/// <summary>The fields of the four-step form as typed: kept word for word, so that a refused step shows what was written.</summary>
public sealed record TypedForm
{
    public string? Service { get; set; }

    public string? PostalCode { get; set; }

    public Dictionary<string, string[]> Answers { get; set; } = [];

    public string? Budget { get; set; }

    public string? Timeline { get; set; }

    public string? Quotes { get; set; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Address { get; set; }

    public string? CallLocale { get; set; }

    public string[] CallHours { get; set; } = [];

    public TypedConsent Contact { get; set; } = new();

    public TypedConsent Marketing { get; set; } = new();

    public TypedConsent Advertising { get; set; } = new();

    /// <summary>The boxes stay unticked: a consent is given on the page that sends the request, or not at all.</summary>
    public static TypedForm Of(LeadForm form) => new()
    {
        Service = form.Service,
        PostalCode = form.PostalCode,
        Answers = (form.Answers ?? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal))
            .ToDictionary(answer => answer.Key, answer => answer.Value.ToArray(), StringComparer.Ordinal),
        Budget = form.Budget,
        Timeline = form.Timeline,
        Quotes = form.Quotes?.ToString(CultureInfo.InvariantCulture),
        Name = form.Name,
        Email = form.Email,
        Phone = form.Phone,
        Address = form.Address,
        CallLocale = form.CallLocale,
        CallHours = [.. form.CallHours ?? []],
    };

    /// <summary>What Leads is given. Answers to questions that do not apply any more are left out.</summary>
    public LeadForm ToLeadForm(Service? service, string locale) => new(
        Service, PostalCode, service is null ? null : Applicable(service), Budget, Timeline,
        int.TryParse(Quotes, NumberStyles.None, CultureInfo.InvariantCulture, out var quotes) ? quotes : null,
        Name, Email, Phone, Address, locale,
        Contact.Ticked, Contact.Version,
        Marketing.Ticked, Marketing.Version,
        Advertising.Ticked, Advertising.Version,
        CallLocale, CallHours);

    public string[] Answer(string question) => Answers.GetValueOrDefault(question) ?? [];

    /// <summary>Whether the answers so far call for this question.</summary>
    public bool Asks(Service service, Question question) => question.ShowWhen is not { } condition
        || (service.FindQuestion(condition.Question) is { } earlier && Asks(service, earlier) && condition.Holds(Answer(earlier.Key)));

    private Dictionary<string, IReadOnlyList<string>> Applicable(Service service) => service.Questions
        .Where(question => Asks(service, question))
        .Select(question => (question.Key, Values: Answer(question.Key).Where(value => value.Length > 0).ToArray()))
        .Where(answer => answer.Values.Length > 0)
        .ToDictionary(answer => answer.Key, answer => (IReadOnlyList<string>)answer.Values, StringComparer.Ordinal);
}

/// <param name="Version">Of the words that were on the page when the box was ticked.</param>
public sealed record TypedConsent(bool Ticked = false, string? Version = null);
