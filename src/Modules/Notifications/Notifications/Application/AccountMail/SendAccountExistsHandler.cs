using System.Globalization;
using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.AccountMail;

internal sealed class SendAccountExistsValidator : AbstractValidator<SendAccountExists>
{
    public SendAccountExistsValidator(Market market)
    {
        RuleFor(command => command.Email).Address();
        RuleFor(command => command.Locale).LocaleOf(market);
        RuleFor(command => command.SignIn).WebLink();
    }
}

internal sealed class SendAccountExistsHandler(MailQueue mail, TimeProvider clock) : ICommandHandler<SendAccountExists>
{
    public async Task<Result> Handle(SendAccountExists command, CancellationToken cancel)
    {
        // One an hour: a stranger with the sign-up form must not be able to flood somebody's inbox.
        var hour = clock.GetUtcNow().ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        await mail.Add(
            MessageKind.AccountExists, $"{command.Account}:{hour}", command.Email, command.Locale,
            words => AccountExistsMail.Write(command, words), cancel);
        return Result.Success;
    }
}
