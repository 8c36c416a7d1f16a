using System.Globalization;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <summary>Form encoding as Stripe nests it: <c>a[b][c]=v</c>, <c>a[0]=v</c>, <c>a[]=v</c>.</summary>
internal sealed class FormTree
{
    private const int MostPairs = 2000;
    private const int MostLevels = 8;

    public string? Value { get; private set; }

    public SortedDictionary<string, FormTree> Children { get; } = new(NumbersThenNames.Order);

    /// <exception cref="StripeRefusal">When a name is malformed, or is used both as a value and as a group.</exception>
    public static FormTree Parse(string encoded)
    {
        var root = new FormTree();
        var pairs = encoded.Split('&', StringSplitOptions.RemoveEmptyEntries);
        if (pairs.Length > MostPairs) throw StripeRefusal.Invalid("parameter_invalid", "Too many parameters.", param: null);
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
            if (State.RequestBody.IsStorable(name) && State.RequestBody.IsStorable(value)) root.Place(name, value);
            else throw StripeRefusal.Invalid("parameter_invalid", "Parameters cannot contain NUL or broken characters.", param: null);
        }

        return root;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private void Place(string name, string value)
    {
        var node = this;
        foreach (var step in Steps(name))
        {
            if (node.Value is not null) throw Malformed(name);
            var key = step.Length > 0 ? step : node.Children.Count.ToString(CultureInfo.InvariantCulture);
            if (!node.Children.TryGetValue(key, out var child)) node.Children[key] = child = new FormTree();
            node = child;
        }

        if (node.Children.Count > 0) throw Malformed(name);
        node.Value = value; // the last of two equal names wins, as at Stripe
    }

    private static List<string> Steps(string name)
    {
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0) return name.Length > 0 && !name.Contains(']', StringComparison.Ordinal) ? [name] : throw Malformed(name);
        var steps = new List<string> { name[..bracket] };
        if (bracket == 0 || !name.EndsWith(']')) throw Malformed(name);
        steps.AddRange(name[(bracket + 1)..^1].Split("]["));
        var broken = steps.Count > MostLevels || steps.Exists(step => step.Contains('[', StringComparison.Ordinal) || step.Contains(']', StringComparison.Ordinal));
        return broken ? throw Malformed(name) : steps;
    }

    private static StripeRefusal Malformed(string name) => StripeRefusal.Invalid("parameter_invalid", $"Invalid parameter name: {name}", name);

    /// <summary>Every name and value in one order, so that two encodings of one request compare equal.</summary>
    public IEnumerable<(string Name, string Value)> Flatten(string path = "")
    {
        if (Value is not null) yield return (path, Value);
        foreach (var (key, child) in Children)
        {
            foreach (var leaf in child.Flatten($"{path}[{key}]")) yield return leaf;
        }
    }

    private sealed class NumbersThenNames : IComparer<string>
    {
        public static readonly NumbersThenNames Order = new();

        public int Compare(string? x, string? y)
        {
            var (left, right) = (Number(x), Number(y));
            var byNumber = left.CompareTo(right);
            return byNumber != 0 ? byNumber : string.CompareOrdinal(x, y);
        }

        private static int Number(string? key) =>
            int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
    }
}
