using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;
using MediatR;

namespace LeadMarket.Leads.Application.PhoneCodes;

internal sealed class CheckPhoneCodeProcess(IMediator mediator, IPhoneVerifier verifier, TimeProvider clock) : IProcessHandler<CheckPhoneCode, PhoneCode>
{
    // Longer than it takes to record an answer that has just arrived.
    private static readonly TimeSpan SecondPress = TimeSpan.FromMilliseconds(500);

    public async Task<Result<PhoneCode>> Handle(CheckPhoneCode request, CancellationToken cancellationToken)
    {
        var typed = PhoneCodeDigits.Read(request.Code);
        if (!typed.Succeeded(out var code)) return typed.Error;

        var counted = await mediator.Send(new CountCodeCheck(request.Lead), cancellationToken);
        if (!counted.Succeeded(out var check)) return counted.Error;

        if (check.Phone is { } phone)
        {
            // The right code works once: from here on a closed page must not make us forget the answer.
            var answer = await verifier.Check(phone, code, CancellationToken.None);

            // A button pressed twice: the first press has used the code up, and its answer is being recorded right now.
            if (answer is CheckAnswer.Gone) await Task.Delay(SecondPress, clock, CancellationToken.None);

            var recorded = await mediator.Send(new RecordCodeCheck(request.Lead, check.Round, answer), CancellationToken.None);
            if (!recorded.Succeeded(out var record)) return recorded.Error;
            if (record.Refusal is { } refusal) return refusal;
        }

        return await mediator.Send(new GetPhoneCode(request.Lead), CancellationToken.None);
    }
}
