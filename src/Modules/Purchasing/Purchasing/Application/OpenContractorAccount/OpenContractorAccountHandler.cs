using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.OpenContractorAccount;

internal sealed class OpenContractorAccountHandler(IContractors contractors, TimeProvider clock) : ICommandHandler<Contracts.OpenContractorAccount>
{
    public async Task<Result> Handle(Contracts.OpenContractorAccount request, CancellationToken cancellationToken)
    {
        var contractor = await contractors.Find(request.Contractor, cancellationToken);
        if (contractor is null)
        {
            contractor = Contractor.Open(request.Contractor, clock.GetUtcNow());
            contractors.Add(contractor);
        }

        contractor.Describe(
            request.Company!.Trim(), request.ContactName!.Trim(), request.Email!.Trim(), request.Phone!.Trim(), request.Locale!);
        return Result.Success;
    }
}

internal sealed class OpenContractorAccountValidator : AbstractValidator<Contracts.OpenContractorAccount>
{
    private const int LongestName = 80;
    private const int LongestEmail = 254;

    public OpenContractorAccountValidator(Market market)
    {
        RuleFor(account => account.Company).Cascade(CascadeMode.Stop)
            .Must(Given).WithErrorCode("purchasing.company-missing")
            .Must(company => company!.Length <= LongestName).WithErrorCode("purchasing.text-too-long").WithState(_ => (long)LongestName)
            .Must(PlainText).WithErrorCode("purchasing.text-not-allowed");
        RuleFor(account => account.ContactName).Cascade(CascadeMode.Stop)
            .Must(Given).WithErrorCode("purchasing.contact-name-missing")
            .Must(name => name!.Length <= LongestName).WithErrorCode("purchasing.text-too-long").WithState(_ => (long)LongestName)
            .Must(PlainText).WithErrorCode("purchasing.text-not-allowed");
        RuleFor(account => account.Email).Cascade(CascadeMode.Stop)
            .Must(Given).WithErrorCode("purchasing.email-missing")
            .Must(email => email!.Length <= LongestEmail && PlainText(email) && LooksLikeEmail(email.Trim())).WithErrorCode("purchasing.email-invalid");
        RuleFor(account => account.Phone).Cascade(CascadeMode.Stop)
            .Must(Given).WithErrorCode("purchasing.phone-missing")
            .Must(phone => phone!.Length <= 32 && phone.Count(char.IsAsciiDigit) is 10 or 11 && phone.All(c => char.IsAsciiDigit(c) || " +()-.".Contains(c)))
            .WithErrorCode("purchasing.phone-invalid");
        RuleFor(account => account.Locale).Must(locale => locale is not null && market.Locales.Contains(locale, StringComparer.Ordinal)).WithErrorCode("purchasing.locale-unknown");
    }

    private static bool Given(string? text) => !string.IsNullOrWhiteSpace(text);

    // No control characters, halves of characters or bidirectional overrides: they break databases, or deceive readers.
    private static bool PlainText(string? text) =>
        text!.All(letter => !char.IsControl(letter) && !char.IsSurrogate(letter) && letter is not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069'));

    private static bool LooksLikeEmail(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == email.LastIndexOf('@') && email.IndexOf('.', at) > at + 1 && email[^1] != '.' && !email.Any(char.IsWhiteSpace);
    }
}
