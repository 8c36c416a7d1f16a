using System.Text.Json;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Intake;

/// <summary>What the four steps of the homeowner's form have in common: read the draft, keep the step, go on or back.</summary>
public abstract class IntakePage(IMediator modules, ActorContext actor, Market market, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    private const string AnswerPrefix = "answers.";

    /// <summary>From the address alone: a form cannot name another draft than the one it stands under.</summary>
    [FromRoute(Name = "draft")]
    public Guid DraftValue { get; set; }

    public abstract int StepNumber { get; }

    public TypedForm Form { get; private set; } = new();

    public Service? Service { get; private set; }

    /// <summary>Questions that the answers just given call for, and that were not on the page.</summary>
    public int NewQuestions { get; private set; }

    public DraftId Draft => new(DraftValue);

    public IntakeStep Step => (IntakeStep)StepNumber;

    public int Quotes => int.TryParse(Form.Quotes, System.Globalization.CultureInfo.InvariantCulture, out var quotes) ? quotes : market.Selling.Capacity;

    public string Consent => market.ContactConsent.In(T.Locale, Quotes);

    public async Task<IActionResult> OnGet(string? service, CancellationToken cancel)
    {
        if (await Load(cancel) is { } elsewhere) return elsewhere;

        Form.Service ??= service;
        if (TempData[TypedKey] is string typed && JsonSerializer.Deserialize<TypedForm>(typed) is { } unsaved) Merge(unsaved);
        return Page();
    }

    public async Task<IActionResult> OnPost(string? go, string[] shown, CancellationToken cancel)
    {
        if (await Load(cancel) is { } elsewhere) return elsewhere;

        Merge(Typed());
        var back = go == "back";
        if (Step is IntakeStep.Details && !back && QuestionsNotShown(shown) is > 0 and var more)
        {
            // Without JavaScript a question that depends on another can only follow once that one is answered.
            NewQuestions = more;
            return Page();
        }

        var form = Form.ToLeadForm(Service, T.Locale);
        var saved = await modules.Send(new SaveDraftStep(Draft, Step, form), cancel);
        if (back)
        {
            // A step half filled in cannot be saved; it comes back from an encrypted cookie when its page does.
            if (saved.IsFailure) TempData[TypedKey] = JsonSerializer.Serialize(Form);
            return SeeOther(Links.Step(Draft, StepNumber - 1));
        }

        if (saved.IsFailure) return Refuse(saved.Error);
        return Step is IntakeStep.Contact ? await Submit(cancel) : SeeOther(Links.Step(Draft, StepNumber + 1));
    }

    protected override string? NameOf(FieldError error) => error switch
    {
        _ when error.Field.StartsWith(AnswerPrefix, StringComparison.Ordinal) =>
            Service?.FindQuestion(error.Field[AnswerPrefix.Length..])?.Label.In(T.Locale),
        { Code: not "leads.text-not-allowed" } => null,
        { Field: "name" } => T["intake.name"],
        { Field: "address" } => T["intake.address"],
        _ => null,
    };

    private string TypedKey => $"typed-{StepNumber}-{DraftValue:N}";

    private async Task<IActionResult> Submit(CancellationToken cancel)
    {
        var origin = new FormOrigin(HttpContext.Connection.RemoteIpAddress?.ToString(), Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null);
        var submitted = await modules.Send(new SubmitDraft(Draft, origin), cancel);
        return submitted.IsFailure ? Refuse(submitted.Error) : SeeOther(Links.Thanks(Draft));
    }

    /// <summary>Reads the draft. Answers where to go instead when it is sent already, or when an earlier step is still to be done.</summary>
    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        actor.Become(Actor.Homeowner(DraftValue));
        var found = await modules.Send(new GetDraft(Draft), cancel);
        if (found.Succeeded(out var draft))
        {
            if (draft.Submitted is not null) return SeeOther(Links.Thanks(Draft));
            Form = TypedForm.Of(draft.Form);
        }
        else if (found.Error.Kind != ErrorKind.NotFound) return Stop(found.Error);

        Service = Form.Service is { } key ? market.FindService(key) : null;
        var reachable = Service is null ? 1 : string.IsNullOrEmpty(Form.PostalCode) ? 2 : string.IsNullOrEmpty(Form.Budget) ? 3 : 4;
        return StepNumber > reachable ? SeeOther(Links.Step(Draft, reachable)) : null;
    }

    private int QuestionsNotShown(string[] shown) => Service!.Questions.Count(question =>
        question.ShowWhen is not null && Form.Asks(Service, question) && !shown.Contains(question.Key, StringComparer.Ordinal));

    private TypedForm Typed() => new()
    {
        Service = Request.Form["service"],
        PostalCode = Request.Form["postalCode"],
        Answers = (Service?.Questions ?? []).ToDictionary(
            question => question.Key,
            question => Request.Form[AnswerPrefix + question.Key].OfType<string>().ToArray(),
            StringComparer.Ordinal),
        Budget = Request.Form["budget"],
        Timeline = Request.Form["timeline"],
        Quotes = Request.Form["quotes"],
        Name = Request.Form["name"],
        Email = Request.Form["email"],
        Phone = Request.Form["phone"],
        Address = Request.Form["address"],
        ConsentToContact = Request.Form["consentToContact"] == "true",
        ConsentVersion = Request.Form["consentVersion"],
    };

    private void Merge(TypedForm typed) => Form = Step switch
    {
        IntakeStep.Service => Form with { Service = typed.Service },
        IntakeStep.Details => Form with { PostalCode = typed.PostalCode, Answers = typed.Answers },
        IntakeStep.Project => Form with { Budget = typed.Budget, Timeline = typed.Timeline, Quotes = typed.Quotes },
        _ => Form with
        {
            Name = typed.Name, Email = typed.Email, Phone = typed.Phone, Address = typed.Address,
            ConsentToContact = typed.ConsentToContact, ConsentVersion = typed.ConsentVersion,
        },
    };
}
