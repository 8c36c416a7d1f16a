using System.Globalization;
using System.Text;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>A request body as Stripe reads it: <c>a[b]=</c> for what is nested, <c>a[0]=</c> for lists, in the order given.</summary>
/// <remarks>Null is left out, an empty text clears a field, times are Unix seconds, booleans are lower-case.</remarks>
internal sealed class StripeForm
{
    private readonly List<(string Name, object? Value)> _fields = [];

    public static readonly StripeForm Empty = new();

    public StripeForm(params (string Name, object? Value)[] fields) => _fields.AddRange(fields);

    /// <summary>The encoded body; also what follows the <c>?</c> of a GET.</summary>
    public string Encode()
    {
        var encoded = new StringBuilder();
        foreach (var (name, value) in _fields) Write(encoded, Uri.EscapeDataString(name), value);
        return encoded.ToString();
    }

    private static void Write(StringBuilder encoded, string key, object? value)
    {
        switch (value)
        {
            case null:
                return;
            case StripeForm nested:
                foreach (var (name, inner) in nested._fields) Write(encoded, $"{key}[{Uri.EscapeDataString(name)}]", inner);
                return;
            case IEnumerable<object> list:
                foreach (var (index, item) in list.Index()) Write(encoded, string.Create(CultureInfo.InvariantCulture, $"{key}[{index}]"), item);
                return;
            default:
                if (encoded.Length > 0) encoded.Append('&');
                encoded.Append(key).Append('=').Append(Uri.EscapeDataString(Spell(value)));
                return;
        }
    }

    private static string Spell(object value) => value switch
    {
        string text => text,
        bool yes => yes ? "true" : "false",
        DateTimeOffset time => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => throw new ArgumentException($"Stripe takes no {value.GetType().Name}.", nameof(value)),
    };
}
