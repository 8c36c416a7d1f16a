namespace LeadMarket.Leads.Domain;

/// <summary>Whom an erasure still looks for, by fingerprint: what searches for a name must not keep it.</summary>
// Telephone numbers are few enough to be tried one by one, so a hash is no anonymity: the search ends by deleting these too.
internal sealed record SoughtPerson(string EmailHash, string PhoneHash)
{
    /// <summary>Stands for a telephone that nobody has shown to be theirs: equal to no hash.</summary>
    private const string Unproven = "";

    /// <param name="phoneProven">A code sent to it came back; otherwise whose it is is only what somebody typed.</param>
    public static SoughtPerson Of(HomeownerContact contact, bool phoneProven) =>
        new(Fingerprint.OfEmail(contact.Email.Value)!, phoneProven ? Fingerprint.OfPhone(contact.Phone.Value)! : Unproven);

    /// <summary>Whether the address is theirs.</summary>
    public bool HasAddress(string? email) => Fingerprint.OfEmail(email) == EmailHash;

    /// <summary>Whether the address or the telephone, as typed into a form, is theirs. Blank is nobody's.</summary>
    public bool Has(string? email, string? phone) => HasAddress(email) || PhoneHashOf(phone) == PhoneHash;

    /// <summary>Whether both are theirs.</summary>
    public bool IsWho(string? email, string? phone) => HasAddress(email) && PhoneHashOf(phone) == PhoneHash;

    private static string? PhoneHashOf(string? typed) =>
        typed is not null && PhoneNumber.Read(typed).Succeeded(out var number) ? Fingerprint.OfPhone(number.Value) : null;
}
