using System.Globalization;
using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.AccountMail;

internal sealed class SendPasswordResetValidator : AbstractValidator<SendPasswordReset>
{
    public SendPasswordResetValidator(Market market)
    {
        RuleFor(command => command.Email).Address();
        RuleFor(command => command.Locale).LocaleOf(market);
        RuleFor(command => command.Link).WebLink();
    }
}

internal sealed class SendPasswordResetHandler(MailQueue mail, TimeProvider clock) : ICommandHandler<SendPasswordReset>
{
    public async Task<Result> Handle(SendPasswordReset command, CancellationToken cancel)
    {
        // One a minute: a stranger with the form must not be able to flood somebody's inbox. The link of the first stays good.
        var minute = clock.GetUtcNow().ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
        await mail.Add(
            MessageKind.PasswordReset, $"{command.Account}:{minute}", command.Email, command.Locale,
            words => PasswordResetMail.Write(command, words), cancel);
        return Result.Success;
    }
}
