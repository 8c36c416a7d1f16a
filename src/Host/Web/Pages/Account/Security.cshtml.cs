using LeadMarket.Kernel;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Account;

/// <summary>How one signs in: the password, the second step, and where else one is signed in.</summary>
[Authorize(Policies.ContractorOrStaff)]
[ResponseCache(NoStore = true)]
public sealed class SecurityModel(AccountSecurity security, TwoStep twoStep, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    // In the encrypted cookie until the next page has shown them, and nowhere else.
    private const string ShownOnce = "recovery-codes";

    public UserAccount Account { get; private set; } = null!;

    /// <summary>As it was found: a change that is refused has not been made.</summary>
    public bool IsOn { get; private set; }

    /// <summary>The key to set an app up with, while that is under way.</summary>
    public AuthenticatorKey? Key { get; private set; }

    public int CodesLeft { get; private set; }

    /// <summary>Recovery codes just made; the page is then about nothing else.</summary>
    public IReadOnlyList<string> NewCodes { get; private set; } = [];

    public async Task OnGet()
    {
        await Load();
        NewCodes = (TempData[ShownOnce] as string)?.Split(' ') ?? [];
    }

    public async Task<IActionResult> OnPostPassword([FromForm] string? current, [FromForm] string? next, CancellationToken cancel)
    {
        await Load();
        return After(await security.ChangePassword(Account, current, next, cancel), "security.password.done");
    }

    public async Task<IActionResult> OnPostStart([FromForm] string? startPassword)
    {
        await Load();
        return After(await security.StartTwoStep(Account, startPassword), notice: null);
    }

    public async Task<IActionResult> OnPostCancel()
    {
        await Load();
        await twoStep.TakeBackOffer(Account);
        return SeeOther(Here);
    }

    public async Task<IActionResult> OnPostFinish([FromForm] string? code, CancellationToken cancel)
    {
        await Load();
        return Show(await security.FinishTwoStep(Account, code, cancel), "security.two-step.done");
    }

    public async Task<IActionResult> OnPostRenew([FromForm] string? renewCode, CancellationToken cancel)
    {
        await Load();
        return Show(await security.RenewRecoveryCodes(Account, renewCode, cancel), "security.codes.done");
    }

    public async Task<IActionResult> OnPostStop([FromForm] string? stopPassword, [FromForm] string? stopCode, CancellationToken cancel)
    {
        await Load();
        return After(await security.StopTwoStep(Account, stopPassword, stopCode, cancel), "security.two-step.stopped");
    }

    public async Task<IActionResult> OnPostSessions()
    {
        await Load();
        return After(await security.EndOtherSessions(Account), "security.sessions.done");
    }

    private string Here => Links.To(PagePaths.Security);

    private async Task Load()
    {
        Account = await security.Of(User);
        IsOn = Account.TwoFactorEnabled;
        Key = IsOn ? null : await twoStep.Offered(Account);
        CodesLeft = IsOn ? await twoStep.RecoveryCodesLeft(Account) : 0;
    }

    private IActionResult After(Result done, string? notice)
    {
        if (done.IsFailure) return Refuse(done.Error);
        if (notice is not null) Tell(notice);
        return SeeOther(Here);
    }

    private IActionResult Show(Result<string[]> made, string notice)
    {
        if (made.IsFailure) return Refuse(made.Error);
        TempData[ShownOnce] = string.Join(' ', made.Value);
        Tell(notice);
        return SeeOther(Here);
    }
}
