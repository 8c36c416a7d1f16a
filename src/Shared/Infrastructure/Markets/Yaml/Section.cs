namespace LeadMarket.Infrastructure.Markets.Yaml;

/// <summary>
/// A map of the file, read key by key. A mistake is noted and reading goes on with an empty value, so that all of them are
/// reported at once; <see cref="MarketFile.ThrowIfRefused"/> keeps the empty values from ever being used.
/// </summary>
internal sealed partial class Section(MarketFile file, MapNode map, ISet<string> siblings)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public MarketFile File => file;

    public Node At => map;

    /// <summary>The value of a key, or <c>null</c> when the file leaves it out.</summary>
    public Node? Find(string key)
    {
        _asked.Add(key);
        return map.Entries.GetValueOrDefault(key)?.Value;
    }

    /// <summary>Where a key's mistake is shown: at its value, or at the section that lacks it.</summary>
    public Node Where(string key) => Find(key) ?? map with { Key = Path(key) };

    public void Refuse(string key, string what, string allowed) => file.Refuse(Where(key), what, allowed);

    /// <summary>A section of one value, read by <paramref name="read"/> to its last key.</summary>
    public T? Inner<T>(string key, Func<Section, T> read) where T : class
    {
        if (Require(key, "a section of keys") is not { } node) return null;
        return ReadMap(node, new HashSet<string>(StringComparer.Ordinal), read);
    }

    /// <summary>As <see cref="Inner{T}"/>, for a section that may be left out.</summary>
    public T? OptionalInner<T>(string key, Func<Section, T> read) where T : class =>
        Find(key) is null ? null : Inner(key, read);

    /// <summary>A list of sections whose own keys differ from one another.</summary>
    public IReadOnlyList<T> List<T>(string key, Func<Section, T> read, int atLeast = 1) where T : class
    {
        var siblingKeys = new HashSet<string>(StringComparer.Ordinal);
        return [.. Items(key, "sections", atLeast).Select(item => ReadMap(item, siblingKeys, read)).OfType<T>()];
    }

    /// <summary>A list of words.</summary>
    public IReadOnlyList<TextNode> Words(string key)
    {
        var words = new List<TextNode>();
        foreach (var item in Items(key, "words", atLeast: 1))
        {
            if (item is TextNode word) words.Add(word);
            else file.Refuse(item, $"{Named(item)} where a word belongs", "a word");
        }

        return words;
    }

    /// <summary>Refuses every key that nothing has asked for.</summary>
    public void Close()
    {
        foreach (var (key, entry) in map.Entries.Where(entry => !_asked.Contains(entry.Key)))
            file.Refuse(entry.Name, $"unknown key '{key}'", string.Join(", ", _asked.Order(StringComparer.Ordinal)));
    }

    private IReadOnlyList<Node> Items(string key, string of, int atLeast)
    {
        if (Require(key, $"a list of {of}") is not { } node) return [];
        if (node is not ListNode list)
        {
            file.Refuse(node, $"{Named(node)} where a list belongs", $"a list of {of}");
            return [];
        }

        if (list.Items.Count < atLeast)
            file.Refuse(node, $"{list.Items.Count} in the list", $"at least {atLeast}");
        return list.Items;
    }

    private T? ReadMap<T>(Node node, ISet<string> siblingKeys, Func<Section, T> read) where T : class
    {
        if (node is not MapNode inner)
        {
            file.Refuse(node, $"{Named(node)} where a section belongs", "a section of keys");
            return null;
        }

        var section = new Section(file, inner, siblingKeys);
        var value = read(section);
        section.Close();
        return value;
    }

    private Node? Require(string key, string allowed)
    {
        var node = Find(key);
        if (node is null) Refuse(key, "missing", allowed);
        return node;
    }

    private string Path(string key) => map.Key.Length == 0 ? key : $"{map.Key}.{key}";

    private static string Named(Node node) => node switch
    {
        MapNode => "a section",
        ListNode => "a list",
        TextNode { Value: "" } => "nothing",
        TextNode text => $"'{text.Value}'",
        _ => throw new InvalidOperationException($"{node.GetType()} has no name for people."),
    };
}
