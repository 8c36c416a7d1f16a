using System.Globalization;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Mail;
using LeadMarket.Sandbox.Meta.Events;
using LeadMarket.Sandbox.Stripe;
using LeadMarket.Sandbox.Stripe.Ledger;
using LeadMarket.Sandbox.Stripe.Webhooks;
using LeadMarket.Sandbox.Stripe.Wire;
using LeadMarket.Sandbox.Twilio.Phone;
using LeadMarket.Sandbox.Vendors;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Sandbox.Pages;

/// <summary>One page with all of it: the clock, the seed, the switches, and what each vendor was asked and said.</summary>
public sealed class IndexModel : PageModel
{
    private const int Shown = 20;
    private readonly IServiceProvider _services;
    private readonly SandboxClock _clock;
    private readonly SandboxSettings _settings;

    public IndexModel(IServiceProvider services)
    {
        _services = services;
        _clock = services.GetRequiredService<SandboxClock>();
        _settings = services.GetRequiredService<SandboxSettings>();
    }

    internal DateTimeOffset Now => _clock.GetUtcNow();
    internal string? Host => _settings.Host?.AbsoluteUri;
    internal string? WebhookAddress => _settings.Webhook?.AbsoluteUri;
    internal WebhookMode Mode { get; private set; } = new(Hold: false, Copies: 1, Shuffle: false);
    internal IEnumerable<(Vendor Vendor, VendorMode Mode)> Vendors => _services.GetRequiredService<VendorSwitches>().All;
    internal IReadOnlyList<StoredText> Phones { get; private set; } = [];
    internal IReadOnlyList<StoredEvent> Events { get; private set; } = [];
    internal IReadOnlyList<StoredEmail> Emails { get; private set; } = [];
    internal IReadOnlyList<StripeObject> Sessions { get; private set; } = [];
    internal IReadOnlyList<StripeObject> Subscriptions { get; private set; } = [];
    internal IReadOnlyList<StripeObject> Invoices { get; private set; } = [];
    internal IReadOnlyList<StripeObject> Charges { get; private set; } = [];
    internal IReadOnlyList<StripeObject> Disputes { get; private set; } = [];
    internal IReadOnlyList<DeliveryLine> Deliveries { get; private set; } = [];
    internal IReadOnlyList<LoggedRequest> Requests { get; private set; } = [];

    internal string OffsetInWords => _clock.Offset == TimeSpan.Zero
        ? "Real time."
        : $"{_clock.Offset.Duration().ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture)} {(_clock.Offset > TimeSpan.Zero ? "ahead of" : "behind")} real time (days.hours:minutes:seconds).";

    public async Task OnGetAsync()
    {
        var book = _services.GetRequiredService<DeliveryBook>();
        Mode = await book.Mode();
        Deliveries = await book.Latest(Shown);
        Phones = await _services.GetRequiredService<PhoneBook>().Phones(5);
        Events = await _services.GetRequiredService<EventBook>().Latest(10);
        Emails = await _services.GetRequiredService<Mailbox>().Latest(10);
        var ledger = _services.GetRequiredService<LedgerBook>();
        Sessions = await ledger.Latest(Kinds.Session, Shown);
        Subscriptions = await ledger.Latest(Kinds.Subscription, Shown);
        Invoices = await ledger.Latest(Kinds.Invoice, Shown);
        Charges = await ledger.Latest(Kinds.Charge, Shown);
        Disputes = await ledger.Latest(Kinds.Dispute, Shown);
        Requests = await _services.GetRequiredService<StripeRequestLog>().Latest(Shown);
    }

    internal string InWords(VendorMode mode) => mode switch
    {
        VendorMode.Slow => "Answers after 3 s",
        VendorMode.Failing => "Answers 500",
        VendorMode.Silent => "Never answers",
        _ => "Answers",
    };

    internal string Time(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    internal string Total(StripeObject invoice) => Amount(invoice, "total");

    internal string Money(StripeObject session) =>
        session.Text("mode") is "setup" ? "A card to keep" : Amount(session, "amount_total");

    internal string Amount(StripeObject of, string name) => $"{Amounts.Written(of.Number(name))} {of.Text("currency")!.ToUpperInvariant()}";
}
