using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using MediatR;

namespace LeadMarket.Leads.Application.PhoneCodes;

internal sealed class SendPhoneCodeProcess(IMediator mediator, IPhoneVerifier verifier) : IProcessHandler<SendPhoneCode, PhoneCode>
{
    public async Task<Result<PhoneCode>> Handle(SendPhoneCode request, CancellationToken cancellationToken)
    {
        var counted = await mediator.Send(new CountCodeSend(request.Lead), cancellationToken);
        if (!counted.Succeeded(out var send)) return counted.Error;

        // Counted by now. A homeowner who closes the page must not make us forget whether the text went out.
        var answer = await verifier.Send(send.Phone, send.Locale, CancellationToken.None);
        var recorded = await mediator.Send(new RecordCodeSend(request.Lead, send.Round, answer), CancellationToken.None);
        if (!recorded.Succeeded(out var record)) return recorded.Error;

        return record.Refusal is { } refusal ? refusal : await mediator.Send(new GetPhoneCode(request.Lead), CancellationToken.None);
    }
}
