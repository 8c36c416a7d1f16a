using LeadMarket.Sandbox.State;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Sandbox.Twilio.Phone;

/// <summary>One phone's threads, as its owner would see them.</summary>
public sealed class PhoneModel : PageModel
{
    private readonly PhoneBook _book;

    public PhoneModel(IServiceProvider services) => _book = services.GetRequiredService<PhoneBook>();

    internal string Number { get; private set; } = "";
    internal IReadOnlyList<PhoneThread> Threads { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string number)
    {
        if (!RequestBody.IsStorable(number)) return NotFound();
        (Number, Threads) = (number, await _book.Threads(number, 500));
        return Threads.Count > 0 ? Page() : NotFound();
    }
}
