using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LeadMarket.TestKit;

/// <summary>The controls of a running Sandbox.</summary>
public sealed class Sandbox(Uri address) : IDisposable
{
    // Seeding thousands of contractors with hashed passwords takes its time.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromMinutes(5),
    };

    /// <summary>Where it listens.</summary>
    public Uri Address { get; } = address;

    /// <summary>The market's time, which hosts follow within a quarter of a second.</summary>
    public async Task<DateTimeOffset> Now() => (await Get<JsonObject>("/clock"))["now"]!.GetValue<DateTimeOffset>();

    /// <summary>Moves the market's time forward.</summary>
    public Task Advance(TimeSpan by) => Post<JsonObject>("/clock", new { advanceSeconds = by.TotalSeconds });

    /// <summary>Makes confirmed contractors with coverage, and listed leads.</summary>
    public Task<Seeded> Seed(int contractors, int leads, string? plan = null, string? region = null, string? service = null)
    {
        var order = new JsonObject { ["contractors"] = contractors, ["leads"] = leads };
        if (plan is not null) order["plan"] = plan;
        if (region is not null) order["region"] = region;
        if (service is not null) order["service"] = service;
        return Post<Seeded>("/seed", order);
    }

    /// <summary>Makes a coupon of which each contractor has one use.</summary>
    /// <param name="totalCap">Uses of all contractors together.</param>
    /// <param name="code">One that nobody else uses when absent.</param>
    /// <returns>Its code.</returns>
    public async Task<string> MakeCoupon(int percentOff, int totalCap = 10, string? code = null)
    {
        code ??= $"SAVE-{Guid.NewGuid():N}"[..16].ToUpperInvariant();
        await Post<JsonObject>("/seed", new { coupon = new { code, percentOff, totalCap, perContractorCap = 1 } });
        return code;
    }

    /// <summary>Mail sent so far, newest first.</summary>
    /// <param name="to">Only mail to this address.</param>
    public Task<IReadOnlyList<SentMail>> Mailbox(string? to = null) =>
        Get<IReadOnlyList<SentMail>>(to is null ? "/mailbox.json" : $"/mailbox.json?to={Uri.EscapeDataString(to)}");

    /// <summary>Texts that arrived, newest first.</summary>
    /// <param name="to">Only at this phone, in E.164.</param>
    public Task<IReadOnlyList<SentText>> Texts(string? to = null) =>
        Get<IReadOnlyList<SentText>>(to is null ? "/phone.json" : $"/phone.json?to={Uri.EscapeDataString(to)}");

    /// <summary>The last code that was sent to a phone; waits for it, since a text may be on its way.</summary>
    /// <param name="phone">In E.164.</param>
    public async Task<string> CodeFor(string phone)
    {
        string? code = null;
        await Eventually.Holds(async () => (code = (await Texts(phone)).FirstOrDefault(text => text.Code is not null)?.Code) is not null,
            TimeSpan.FromSeconds(10), $"a code arrives at {phone}");
        return code!;
    }

    /// <summary>What Meta was told by the server and by browsers, newest first.</summary>
    public Task<IReadOnlyList<MetaEvent>> MetaEvents() => Get<IReadOnlyList<MetaEvent>>("/meta.json");

    /// <summary>Switches a vendor until told otherwise.</summary>
    /// <param name="vendor">stripe, twilio, resend or meta.</param>
    /// <param name="mode">normal, slow (answers after 3 s), failing (answers 500) or silent (never answers).</param>
    public Task SetVendor(string vendor, string mode) => Post<JsonObject>("/sandbox/vendors", new { vendor, mode });

    /// <summary>Fills in the payment page of a checkout and sends it.</summary>
    /// <returns>303 when paid, or when the card's owner has to answer their bank first; 402 when the card was declined,
    /// 410 when the checkout has expired.</returns>
    public async Task<HttpStatusCode> Pay(Uri checkout, string card = TestCards.Visa)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cardNumber"] = card, ["cardExpiry"] = "12 / 40", ["cardCvc"] = "123", ["cardName"] = "Camille Tremblay",
        });
        using var answer = await _http.PostAsync(checkout, form);
        return answer.StatusCode;
    }

    /// <summary>Every payment that the Sandbox captured, to reconcile with what the market recorded.</summary>
    public Task<IReadOnlyList<CapturedPayment>> Payments() => Get<IReadOnlyList<CapturedPayment>>("/sandbox/payments.json");

    /// <summary>Every webhook delivery tried, as the Sandbox lists it.</summary>
    public Task<JsonArray> Deliveries() => Get<JsonArray>("/sandbox/deliveries.json");

    /// <summary>Sets how webhooks go out from now on.</summary>
    /// <param name="hold">Keep them until asked to redeliver.</param>
    /// <param name="copies">How many times each is sent.</param>
    /// <param name="shuffle">Send them in random order.</param>
    public Task SendWebhooks(bool hold = false, int copies = 1, bool shuffle = false) =>
        Post<JsonObject>("/sandbox/webhooks/mode", new { mode = hold ? "hold" : "normal", duplicate = copies, shuffle });

    /// <summary>Sends one event again, or all of them.</summary>
    public Task Redeliver(string? eventId = null, int times = 1)
    {
        var order = new JsonObject { ["times"] = times };
        if (eventId is not null) order["eventId"] = eventId;
        return Post<JsonObject>("/sandbox/webhooks/redeliver", order);
    }

    /// <summary>Breaks Stripe's next answers.</summary>
    /// <param name="path">Begins with <c>/v1/</c> and may end with <c>*</c>.</param>
    /// <param name="kind">refuse, status500, html502, stall, reset-after, truncated or 429.</param>
    public Task BreakStripe(string path, string kind, int times = 1, string? method = null)
    {
        var order = new JsonObject { ["path"] = path, ["kind"] = kind, ["times"] = times };
        if (method is not null) order["method"] = method;
        return Post<JsonObject>("/sandbox/stripe/fault", order);
    }

    /// <summary>Takes back every <see cref="BreakStripe"/> that has not happened yet.</summary>
    public async Task MendStripe()
    {
        using var answer = await _http.DeleteAsync(new Uri("/sandbox/stripe/fault", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private async Task<T> Get<T>(string path) => await Read<T>(await _http.GetAsync(new Uri(path, UriKind.Relative)));

    private async Task<T> Post<T>(string path, object order) => await Read<T>(await _http.PostAsJsonAsync(path, order));

    private static async Task<T> Read<T>(HttpResponseMessage answer)
    {
        using (answer)
        {
            if (answer.IsSuccessStatusCode) return (await answer.Content.ReadFromJsonAsync<T>())!;
            throw new HttpRequestException(
                $"{answer.RequestMessage!.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}", null, answer.StatusCode);
        }
    }
}
