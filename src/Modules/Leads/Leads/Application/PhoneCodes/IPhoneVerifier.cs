using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.PhoneCodes;

/// <summary>Whoever sends one-time codes by text and knows the right one. Never throws for what the vendor does or fails to do.</summary>
internal interface IPhoneVerifier
{
    /// <param name="locale">The language of the text, two letters.</param>
    Task<SendAnswer> Send(PhoneNumber phone, string locale, CancellationToken cancel);

    /// <param name="code">Four to ten digits.</param>
    Task<CheckAnswer> Check(PhoneNumber phone, string code, CancellationToken cancel);
}
