using LeadMarket.Purchasing.Contracts;
using static LeadMarket.Notifications.Application.Mail.MailBlock;

namespace LeadMarket.Notifications.Application.Mail.Templates;

/// <summary>To a contractor: what became of a return, who decided and what can be done about it. What staff wrote is on its page.</summary>
internal static class ReturnDecidedMail
{
    public static MailDocument Write(ReturnDecided decided, Uri publicUrl, Wording words)
    {
        var brand = words.Market.Brand;
        var outcome = Outcome(decided);
        var service = words.Service(decided.Service);
        var area = decided.Area.Typed();
        (string, string)[] facts =
        [
            (words.Say("fact.project"), service),
            (words.Say("fact.area"), area),
            (words.Say("return.reason"), words.ReturnReason(decided.Reason)),
            (words.Say($"{outcome}.at"), words.Time(decided.At)),
            (words.Say("receipt.number"), decided.Unlock.ToString()),
        ];
        return new MailDocument(
            words.Say($"{outcome}.subject", ("service", service), ("area", area)),
            words.Say(IsFree(decided) ? $"{outcome}.preheader-free" : $"{outcome}.preheader"),
            words.Say($"{outcome}.heading"),
            [
                new Paragraph(words.Say("greeting", ("name", decided.Company.Typed()))),
                .. What(decided, outcome).Select(key => new Paragraph(words.Say(key))),
                new Facts(facts),
                new Button(words.Say(decided.MayAppeal ? "return.button-appeal" : "return.button"), ContractorPages.Return(decided.Unlock, publicUrl, words)),
                new Note(words.Say("receipt.question", ("support", brand.SupportEmail))),
            ],
            words.Say("receipt.reason", ("brand", brand.Name)));
    }

    /// <summary>The family of texts for an outcome.</summary>
    public static string Outcome(ReturnDecided decided) => decided.Outcome switch
    {
        "approved" => "return-approved",
        "denied" => "return-denied",
        _ => "return-review",
    };

    private static bool IsFree(ReturnDecided decided) => decided is { Outcome: "approved", MoneyBack: false };

    private static IEnumerable<string> What(ReturnDecided decided, string outcome)
    {
        switch (decided.Outcome)
        {
            case "approved":
                yield return decided.By switch
                {
                    "promise" => "return-approved.by-promise",   // we were late, and say so
                    "staff" => "return-approved.by-staff",
                    _ => "return-approved.by-rule",
                };
                yield return IsFree(decided) ? "return-approved.free" : decided.ToCredit ? "return-approved.to-credit" : "return-approved.to-source";
                break;
            case "denied":
                yield return string.Equals(decided.By, "staff", StringComparison.Ordinal) ? "return-denied.by-staff" : "return-denied.by-rule";
                yield return decided.MayAppeal ? "return-denied.appeal" : "return-denied.final";
                break;
            default:
                yield return $"{outcome}.body";
                break;
        }
    }
}
