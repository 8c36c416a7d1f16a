using FluentValidation;
using FluentValidation.Results;
using LeadMarket.Kernel;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>Hands the rules' findings to FluentValidation, field, code and limit unchanged.</summary>
internal static class FieldFailures
{
    public static void Report<T>(this ValidationContext<T> context, IEnumerable<FieldError> errors)
    {
        foreach (var error in errors)
            context.AddFailure(new ValidationFailure(error.Field, error.Code) { ErrorCode = error.Code, CustomState = error.Limit });
    }
}
