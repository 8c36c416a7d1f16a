using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http;

namespace Seeded.Rule07.Alpha.Application
{
    internal sealed class Step;
}

namespace Seeded.Rule07.Alpha.Domain
{
    internal sealed class KnowsTheStep
    {
        public Application.Step? Next { get; }
    }

    internal sealed class Sends(IMediator mediator)
    {
        public Task Ask(IRequest request) => mediator.Send(request);
    }

    internal sealed class Validates : AbstractValidator<string>;

    internal sealed class ReadsTheRequest
    {
        public string Path(HttpContext context) => context.Request.Path;
    }
}
