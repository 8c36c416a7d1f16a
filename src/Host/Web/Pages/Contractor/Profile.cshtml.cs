using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>The company as homeowners and invoices name it, and whether it wants leads now.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class ProfileModel(IMediator modules, Registration registration, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public ContractorView View { get; private set; } = null!;

    public Typed Input { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (await Load(cancel) is { } stopped) return stopped;
        Input = new Typed(View.Company, View.ContactName, View.Phone, View.Licence, [.. View.Languages], View.Locale);
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] Typed input, CancellationToken cancel)
    {
        if (await Load(cancel) is { } stopped) return stopped;
        Input = input with { Languages = input.Languages ?? [] };
        var described = await modules.Send(
            new DescribeCompany(View.Id, input.Company, input.ContactName, input.Phone, input.Licence, Input.Languages, input.Locale), cancel);
        if (described.IsFailure) return Refuse(described.Error);

        await registration.Describe(View.Id, input.ContactName!.Trim(), input.Locale!);
        TellIn(input.Locale!, "profile.saved");
        // Whoever has just chosen a language goes on in it; otherwise the address decides, as everywhere.
        return SeeOther(input.Locale == View.Locale ? Here : PagePaths.Profile.In(input.Locale!));
    }

    public async Task<IActionResult> OnPostPause(CancellationToken cancel) =>
        After(await modules.Send(new PauseLeads(User.ContractorId()), cancel), "profile.paused.done");

    public async Task<IActionResult> OnPostResume(CancellationToken cancel) =>
        After(await modules.Send(new ResumeLeads(User.ContractorId()), cancel), "profile.resumed.done");

    protected override string? NameOf(FieldError error) => error switch
    {
        { Code: not ("purchasing.text-not-allowed" or "purchasing.text-too-long") } => null,
        { Field: "company" } => T["register.company"],
        { Field: "contactName" } => T["register.name"],
        _ => null,
    };

    private string Here => Links.To(PagePaths.Profile);

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        var found = await modules.Send(new GetContractor(User.ContractorId()), cancel);
        if (found.IsFailure) return Stop(found.Error);
        View = found.Value;
        return null;
    }

    private StatusCodeResult After(Result done, string notice)
    {
        if (done.IsFailure) return Stop(done.Error);
        Tell(notice);
        return SeeOther(Here);
    }

    public sealed record Typed(string? Company, string? ContactName, string? Phone, string? Licence, string[] Languages, string? Locale);
}
