using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Sandbox.Twilio.Phone;

/// <summary>The phones that texts were sent to.</summary>
public sealed class PhonesModel : PageModel
{
    private readonly PhoneBook _book;

    public PhonesModel(IServiceProvider services) => _book = services.GetRequiredService<PhoneBook>();

    internal IReadOnlyList<StoredText> Phones { get; private set; } = [];

    public async Task OnGetAsync() => Phones = await _book.Phones(200);
}
