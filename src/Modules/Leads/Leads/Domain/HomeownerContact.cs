using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>Who the homeowner is. A row apart from the lead, so that erasure is the deletion of this row.</summary>
internal sealed class HomeownerContact
{
    private HomeownerContact()
    {
    }

    public LeadId Lead { get; private set; }

    public string Name { get; private set; } = "";

    public EmailAddress Email { get; private set; } = null!;

    public PhoneNumber Phone { get; private set; } = null!;

    /// <summary>Street address, if it was given.</summary>
    public string? Address { get; private set; }

    public PostalCode PostalCode { get; private set; } = null!;

    /// <summary>The language the homeowner wants to be called in.</summary>
    public string Locale { get; private set; } = "";

    /// <summary>Keys of the market's call hours; empty: any.</summary>
    public IReadOnlyList<string> CallHours { get; private set; } = [];

    public static HomeownerContact Of(LeadId lead, ContactDetails details) => new()
    {
        Lead = lead,
        Name = details.Name,
        Email = details.Email,
        Phone = details.Phone,
        Address = details.Address,
        PostalCode = details.PostalCode,
        Locale = details.Locale,
        CallHours = details.CallHours,
    };
}
