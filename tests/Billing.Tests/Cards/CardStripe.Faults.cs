namespace LeadMarket.Billing.Tests.Cards;

/// <summary>What goes wrong with one request.</summary>
public enum Fault
{
    None,

    /// <summary>Nobody listens.</summary>
    Refused,

    /// <summary>Carried out, and no answer within any patience.</summary>
    Stalled,

    /// <summary>Carried out, and the connection breaks.</summary>
    Reset,

    /// <summary>Carried out, and half of a 200 arrives.</summary>
    Truncated,

    /// <summary>409: the key is at work.</summary>
    Busy,

    /// <summary>429.</summary>
    TooMany,

    /// <summary>500, which the key then replays.</summary>
    Fails,

    /// <summary>Carried out, and a proxy answers 502 with a page.</summary>
    Html,

    /// <summary>We are killed just before it is sent.</summary>
    HostDiesBefore,

    /// <summary>Carried out, and we are killed before we hear of it.</summary>
    HostDiesAfter,
}

/// <content>Faults, in the order they were asked for.</content>
internal sealed partial class CardStripe
{
    private readonly List<(Func<PlayedRequest, bool> On, Fault Fault, int Left)> _faults = [];

    /// <summary>Decides for requests that no fault waits for.</summary>
    public Func<PlayedRequest, Fault>? Weather { get; set; }

    /// <summary>The next so many requests of a kind meet a fault. The client asks three times by itself.</summary>
    public void Break(Func<PlayedRequest, bool> on, Fault fault, int times = 1)
    {
        lock (_one) _faults.Add((on, fault, times));
    }

    public void Mend()
    {
        lock (_one) _faults.Clear();
        (Weather, Meanwhile) = (null, null);
    }

    public static bool IsCharge(PlayedRequest sent) => sent is { Method: "POST", Path: "/v1/payment_intents" };

    public static bool IsCancel(PlayedRequest sent) => sent.Method == "POST" && sent.Path.EndsWith("/cancel", StringComparison.Ordinal);

    public static bool IsPage(PlayedRequest sent) => sent is { Method: "POST", Path: "/v1/checkout/sessions" };

    private Fault TakeFault(PlayedRequest sent)
    {
        lock (_one)
        {
            var place = _faults.FindIndex(fault => fault.On(sent));
            if (place < 0) return Weather?.Invoke(sent) ?? Fault.None;
            var (on, fault, left) = _faults[place];
            if (left > 1) _faults[place] = (on, fault, left - 1);
            else _faults.RemoveAt(place);
            return fault;
        }
    }
}
