using FluentValidation;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Notifications.Application.Mail;
using LeadMarket.Notifications.Application.Mail.Templates;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application.AccountMail;

internal sealed class SendSecurityNoticeValidator : AbstractValidator<SendSecurityNotice>
{
    public SendSecurityNoticeValidator(Market market)
    {
        RuleFor(command => command.Email).Address();
        RuleFor(command => command.Locale).LocaleOf(market);
        RuleFor(command => command.Change)
            .Must(change => SecurityNoticeMail.Changes.Contains(change, StringComparer.Ordinal))
            .WithErrorCode("notifications.change-unknown");
        RuleFor(command => command.Help).WebLink();
    }
}

internal sealed class SendSecurityNoticeHandler(MailQueue mail, TimeProvider clock) : ICommandHandler<SendSecurityNotice>
{
    public async Task<Result> Handle(SendSecurityNotice command, CancellationToken cancel)
    {
        var at = clock.GetUtcNow();
        await mail.Add(
            MessageKind.SecurityNotice, command.Notice.ToString(), command.Email, command.Locale,
            words => SecurityNoticeMail.Write(command, at, words), cancel);
        return Result.Success;
    }
}
