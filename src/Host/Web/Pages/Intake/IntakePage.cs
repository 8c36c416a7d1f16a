using System.Globalization;
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
public abstract class IntakePage(IMediator modules, ActorContext actor, Market market, Texts texts, SiteLinks links, VisitTrail trail)
    : SitePage(texts, links)
{
    /// <summary>From the address alone: a form cannot name another draft than the one it stands under.</summary>
    [FromRoute(Name = "draft")]
    public Guid DraftValue { get; set; }

    public abstract int StepNumber { get; }

    protected IMediator Modules => modules;

    protected ActorContext Acting => actor;

    protected Market Market => market;

    protected VisitTrail Trail => trail;

    public TypedForm Form { get; private set; } = new();

    public Service? Service { get; private set; }

    /// <summary>Where the project is, once the postal code is known.</summary>
    public PostalArea? Area { get; private set; }

    /// <summary>Something of it is on the server, so that its link leads back to it.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Questions that the answers just given call for, and that were not on the page.</summary>
    public int NewQuestions { get; private set; }

    public DraftId Draft => new(DraftValue);

    public IntakeStep Step => (IntakeStep)StepNumber;

    /// <summary>The service's leads have one buyer, so there is no number to choose.</summary>
    public bool IsExclusive => Service is not null && market.ModeOf(Service.Key) is SellingMode.Exclusive;

    /// <summary>How many contractors will get the contact at most; the words of consent say so.</summary>
    public int Quotes => IsExclusive ? 1
        : int.TryParse(Form.Quotes, CultureInfo.InvariantCulture, out var quotes) ? quotes
        : market.Selling.Capacity;

    /// <summary>Opens the form again at this step, on any device.</summary>
    public Uri LinkToGoOn => Links.Absolute(Links.Step(Draft, StepNumber));

    public async Task<IActionResult> OnGet(string? service, CancellationToken cancel)
    {
        if (await Load(service, cancel) is { } elsewhere) return elsewhere;

        Form.Service ??= service;
        if (TempData[TypedKey] is string typed && JsonSerializer.Deserialize<TypedForm>(typed) is { } unsaved) Merge(unsaved);
        return Page();
    }

    public async Task<IActionResult> OnPost(string? go, string[] shown, [FromQuery] string? service, CancellationToken cancel)
    {
        if (await Load(service, cancel) is { } elsewhere) return elsewhere;

        Merge(FormPost.Typed(Request.Form, Service));
        var back = go == "back";
        if (Step is IntakeStep.Details && !back && QuestionsNotShown(shown) is > 0 and var more)
        {
            // Without JavaScript a question that depends on another can only follow once that one is answered.
            NewQuestions = more;
            return Page();
        }

        var saved = await Save(cancel);
        if (back)
        {
            // A step half filled in cannot be saved; it comes back from an encrypted cookie when its page does.
            if (saved.IsFailure) TempData[TypedKey] = JsonSerializer.Serialize(Form);
            return SeeOther(Links.Step(Draft, StepNumber - 1));
        }

        return saved.IsFailure ? Refuse(saved.Error) : await GoOn(cancel);
    }

    /// <summary>What follows a step that was kept.</summary>
    protected virtual Task<IActionResult> GoOn(CancellationToken cancel) =>
        Task.FromResult<IActionResult>(SeeOther(Links.Step(Draft, StepNumber + 1)));

    protected override string? NameOf(FieldError error) => error switch
    {
        _ when error.Field.StartsWith(FormPost.AnswerPrefix, StringComparison.Ordinal) =>
            Service?.FindQuestion(error.Field[FormPost.AnswerPrefix.Length..])?.Label.In(T.Locale),
        { Code: not "leads.text-not-allowed" } => null,
        { Field: "name" } => T["intake.name"],
        { Field: "address" } => T["intake.address"],
        _ => null,
    };

    private string TypedKey => $"typed-{StepNumber}-{DraftValue:N}";

    /// <summary>Reads the draft. Answers where to go instead when it is sent already, or when an earlier step is still to be done.</summary>
    /// <param name="chosen">A service chosen before the form began, by the link that led here.</param>
    private async Task<IActionResult?> Load(string? chosen, CancellationToken cancel)
    {
        actor.Become(Actor.Homeowner(DraftValue));
        var found = await modules.Send(new GetDraft(Draft), cancel);
        if (found.Succeeded(out var draft))
        {
            if (draft.Submitted is not null) return SeeOther(market.Intake.VerifiesPhones ? Links.Code(Draft) : Links.Thanks(Draft));
            Form = TypedForm.Of(draft.Form);
            IsKept = true;
        }
        else if (found.Error.Kind != ErrorKind.NotFound) return Stop(found.Error);
        else if (Step is not IntakeStep.Service) Form.Service = chosen;

        Service = Form.Service is { } key ? market.FindService(key) : null;
        Area = market.FindArea(Form.PostalCode);
        var reachable = Service is null ? 1 : string.IsNullOrEmpty(Form.PostalCode) ? 2 : string.IsNullOrEmpty(Form.Budget) ? 3 : 4;
        return StepNumber > reachable ? SeeOther(Links.Step(Draft, reachable)) : null;
    }

    private async Task<Result> Save(CancellationToken cancel)
    {
        var form = Form.ToLeadForm(Service, T.Locale);
        var brought = trail.Read();
        if (!IsKept && Step is not IntakeStep.Service)
        {
            // Whoever chose the service on the home page starts here; that step is kept with this one.
            var first = await modules.Send(new SaveDraftStep(Draft, IntakeStep.Service, form, brought), cancel);
            if (first.IsFailure) return first;
            IsKept = true;
        }

        return await modules.Send(new SaveDraftStep(Draft, Step, form, brought), cancel);
    }

    private int QuestionsNotShown(string[] shown) => Service!.Questions.Count(question =>
        question.ShowWhen is not null && Form.Asks(Service, question) && !shown.Contains(question.Key, StringComparer.Ordinal));

    private void Merge(TypedForm typed) => Form = Step switch
    {
        IntakeStep.Service => Form with { Service = typed.Service },
        IntakeStep.Details => Form with { PostalCode = typed.PostalCode, Answers = typed.Answers },
        IntakeStep.Project => Form with { Budget = typed.Budget, Timeline = typed.Timeline, Quotes = typed.Quotes },
        _ => Form with
        {
            Name = typed.Name, Email = typed.Email, Phone = typed.Phone, Address = typed.Address,
            CallLocale = typed.CallLocale, CallHours = typed.CallHours,
            Contact = typed.Contact, Marketing = typed.Marketing, Advertising = typed.Advertising,
        },
    };
}
