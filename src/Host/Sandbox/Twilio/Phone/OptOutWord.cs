using System.Globalization;
using System.Text;

namespace LeadMarket.Sandbox.Twilio.Phone;

/// <summary>What a single word does under Twilio's Advanced Opt-Out, set up for English and French.</summary>
/// <param name="Type">As the inbound webhook names it: <c>STOP</c> or <c>START</c>.</param>
internal sealed record OptOutWord(string Type, string Confirmation)
{
    private static readonly OptOutWord Stop = new("STOP", "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.");
    private static readonly OptOutWord Arret = new("STOP", "Vous êtes désabonné et ne recevrez plus de messages de ce numéro. Répondez START pour vous réabonner.");
    private static readonly OptOutWord Start = new("START", "You have successfully been re-subscribed to messages from this number. Reply STOP to unsubscribe.");

    /// <summary>Twilio compares the whole text, whatever its case; accents are dropped for ARRÊT.</summary>
    public static OptOutWord? In(string text) => Plain(text) switch
    {
        "STOP" or "UNSUBSCRIBE" or "END" or "QUIT" or "STOPALL" or "REVOKE" or "OPTOUT" or "CANCEL" => Stop,
        "ARRET" => Arret,
        "START" or "UNSTOP" => Start,
        _ => null,
    };

    private static string Plain(string text) => string.Concat(text.Trim().Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)).ToUpperInvariant();
}
