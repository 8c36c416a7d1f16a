using System.Globalization;
using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.AccountMail;

internal sealed class SendEmailConfirmationValidator : AbstractValidator<SendEmailConfirmation>
{
    public SendEmailConfirmationValidator(Market market)
    {
        RuleFor(command => command.Email).Address();
        RuleFor(command => command.Locale).LocaleOf(market);
        RuleFor(command => command.Link).WebLink();
    }
}

internal sealed class SendEmailConfirmationHandler(MailQueue mail, TimeProvider clock) : ICommandHandler<SendEmailConfirmation>
{
    public async Task<Result> Handle(SendEmailConfirmation command, CancellationToken cancel)
    {
        // One a minute, however often the button is pressed; the link of the first stays good.
        var minute = clock.GetUtcNow().ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
        await mail.Add(
            MessageKind.ConfirmEmail, $"{command.Account}:{minute}", command.Email, command.Locale,
            words => ConfirmEmailMail.Write(command, words), cancel);
        return Result.Success;
    }
}
