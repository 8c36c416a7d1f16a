using System.Text.RegularExpressions;

namespace LeadMarket.Leads.Domain;

/// <summary>Finds a telephone number or an e-mail address inside a free text.</summary>
/// <remarks>Answers are listed for every contractor to read: a number typed there is a contact given away unpaid,
/// and to more people than the homeowner agreed to.</remarks>
internal static class ContactInText
{
    private const string Gap = @"[\s().\-–]{0,3}";

    // Linear-time engine: the text is a stranger's.
    private static readonly Regex Phone = new(
        $@"(^|[^0-9])(1{Gap})?[2-9][0-9]{{2}}{Gap}[2-9][0-9]{{2}}{Gap}[0-9]{{4}}([^0-9]|$)",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly Regex Email = new(
        @"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+\.[A-Za-z]{2}",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    public static bool IsIn(string text) => Phone.IsMatch(text) || Email.IsMatch(text);
}
