using LeadMarket.Sandbox.Meta.Events;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Sandbox.Meta;

/// <summary>The events of both sources, and which count.</summary>
public sealed class MetaModel : PageModel
{
    private readonly EventBook _book;

    public MetaModel(IServiceProvider services) => _book = services.GetRequiredService<EventBook>();

    internal IReadOnlyList<StoredEvent> Events { get; private set; } = [];

    public async Task OnGetAsync() => Events = await _book.Latest(300);
}
