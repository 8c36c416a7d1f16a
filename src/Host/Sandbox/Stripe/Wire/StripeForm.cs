using System.Globalization;
using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <summary>Reads parameters with Stripe's own refusals, and remembers which were read so that the others are unknown.</summary>
internal sealed class StripeForm(FormTree tree, string path = "")
{
    private const long MostInteger = 9_007_199_254_740_991;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<StripeForm> _inner = [];

    public bool Has(string name) => tree.Children.ContainsKey(name);

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}[{name}]";

    /// <summary>Accepts a parameter that changes nothing the Sandbox models.</summary>
    public void Ignore(params string[] names) => _read.UnionWith(names);

    public string? Text(string name, int most = 5000)
    {
        if (Take(name) is not { } node) return null;
        if (node.Value is null) throw StripeRefusal.Invalid("parameter_invalid_string", $"Invalid string: {PathOf(name)}", PathOf(name));
        if (node.Value.Length == 0)
        {
            throw StripeRefusal.Invalid("parameter_invalid_empty",
                $"You passed an empty string for '{PathOf(name)}'. We assume empty values are an attempt to unset a parameter; however '{PathOf(name)}' cannot be unset. You should remove '{PathOf(name)}' from your request or supply a non-empty value.", PathOf(name));
        }

        return node.Value.Length <= most ? node.Value
            : throw StripeRefusal.Invalid("parameter_invalid", $"Invalid string: must be at most {most} characters", PathOf(name));
    }

    public string Required(string name, int most = 5000) => Text(name, most) ?? throw StripeRefusal.Missing(PathOf(name));

    public string? OneOf(string name, params string[] allowed)
    {
        var value = Text(name);
        return value is null || allowed.Contains(value, StringComparer.Ordinal) ? value : throw StripeRefusal.Invalid(
            code: null, $"Invalid {PathOf(name)}: must be one of {string.Join(", ", allowed)}", PathOf(name));
    }

    public long? Integer(string name, long least = long.MinValue)
    {
        if (Text(name) is not { } text) return null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || Math.Abs((decimal)value) > MostInteger)
            throw StripeRefusal.Invalid("parameter_invalid_integer", $"Invalid integer: {text}", PathOf(name));
        return value >= least ? value : throw StripeRefusal.Invalid(
            "parameter_invalid_integer", $"This value must be greater than or equal to {least.ToString(CultureInfo.InvariantCulture)}.", PathOf(name));
    }

    public bool? Boolean(string name) => Text(name) switch
    {
        null => null,
        "true" or "True" => true, // Stripe's own .NET library sends True
        "false" or "False" => false,
        var text => throw StripeRefusal.Invalid(code: null, $"Invalid boolean: {text}", PathOf(name)),
    };

    /// <returns>The group under this name, or an empty one.</returns>
    public StripeForm Group(string name)
    {
        var node = Take(name);
        if (node?.Value is { Length: > 0 }) throw StripeRefusal.Invalid(code: null, $"Invalid object", PathOf(name));
        return Inner(node ?? new FormTree(), PathOf(name));
    }

    public IReadOnlyList<StripeForm> List(string name)
    {
        if (Take(name) is not { } node || node.Value is { Length: 0 }) return [];
        if (node.Value is not null || node.Children.Keys.Any(key => !key.All(char.IsAsciiDigit)))
            throw StripeRefusal.Invalid(code: null, $"Invalid array", PathOf(name));
        return [.. node.Children.Select(child => Inner(child.Value, $"{PathOf(name)}[{child.Key}]"))];
    }

    public IReadOnlyList<string> Texts(string name)
    {
        if (Take(name) is not { } node) return [];
        if (node.Value is not null || node.Children.Values.Any(child => child.Value is null))
            throw StripeRefusal.Invalid(code: null, $"Invalid array", PathOf(name));
        return [.. node.Children.Values.Select(child => child.Value!)];
    }

    /// <summary>At most 50 keys of 40 characters with values of 500; an empty value removes the key.</summary>
    public JsonObject Metadata()
    {
        var metadata = new JsonObject();
        MergeMetadata(metadata);
        return metadata;
    }

    /// <summary>Updates what is kept, key by key as Stripe does; <c>metadata=</c> clears it all.</summary>
    public void MergeMetadata(JsonObject metadata)
    {
        if (Take("metadata") is not { } node) return;
        if (node.Value is { Length: 0 })
        {
            metadata.Clear();
            return;
        }

        var at = PathOf("metadata");
        if (node.Value is not null) throw StripeRefusal.Invalid(code: null, "Invalid object", at);
        if (node.Children.Count > 50) throw StripeRefusal.Invalid(code: null, "Metadata can have up to 50 keys.", at);
        foreach (var (key, child) in node.Children)
        {
            if (child.Value is null) throw StripeRefusal.Invalid(code: null, $"Metadata values must be strings, but for key `{key}` you passed in an object.", at);
            if (key.Length > 40) throw StripeRefusal.Invalid(code: null, $"Metadata keys can have up to 40 characters, but you passed in a key that is {key.Length} characters.", at);
            if (child.Value.Length > 500) throw StripeRefusal.Invalid(code: null, $"Metadata values can have up to 500 characters, but you passed in a value that is {child.Value.Length} characters.", at);
            if (child.Value.Length > 0) metadata[key] = child.Value;
            else metadata.Remove(key);
        }
    }

    /// <summary>Whether the parameter was sent empty, which unsets it.</summary>
    public bool Unsets(string name)
    {
        if (tree.Children.GetValueOrDefault(name)?.Value is not { Length: 0 }) return false;
        _read.Add(name);
        return true;
    }

    /// <summary>Ends the reading: what no one asked for is refused by name.</summary>
    public void RefuseUnknown()
    {
        var unknown = tree.Children.Keys.FirstOrDefault(name => !_read.Contains(name));
        if (unknown is not null) throw StripeRefusal.Unknown(PathOf(unknown));
        foreach (var form in _inner) form.RefuseUnknown();
    }

    private StripeForm Inner(FormTree node, string at)
    {
        var form = new StripeForm(node, at);
        _inner.Add(form);
        return form;
    }

    private FormTree? Take(string name)
    {
        _read.Add(name);
        return tree.Children.GetValueOrDefault(name);
    }
}
