using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LeadMarket.Infrastructure.Markets.Yaml;

/// <summary>Builds the tree from parser events: YamlDotNet's own tree stops at the first duplicate key.</summary>
internal sealed class NodeParser(MarketFile file, IParser events)
{
    /// <summary>The root map, or <c>null</c> after having refused the file.</summary>
    public static MapNode? Parse(MarketFile file, string yaml)
    {
        try
        {
            return new NodeParser(file, new Parser(new StringReader(yaml))).Root();
        }
        catch (YamlException broken)
        {
            file.Refuse(new MarketProblem(file.Path, Position(broken.Start.Line), Position(broken.Start.Column), "(file)",
                $"not readable as YAML: {broken.Message}", "a YAML 1.2 document"));
            return null;
        }
    }

    private MapNode? Root()
    {
        events.Consume<StreamStart>();
        if (!events.TryConsume<DocumentStart>(out _)) return NotAMap(new TextNode(1, 1, "(file)", "", Plain: true));

        var root = Read("");
        return root as MapNode ?? NotAMap(root);
    }

    private MapNode? NotAMap(Node root)
    {
        file.Refuse(root with { Key = "(file)" }, "has no keys", "the keys of a market, see docs/market-file.md");
        return null;
    }

    private Node Read(string key) => events.Current switch
    {
        MappingStart => ReadMap(key),
        SequenceStart => ReadList(key),
        AnchorAlias => ReadAlias(key),
        _ => ReadText(key),
    };

    private MapNode ReadMap(string key)
    {
        var start = events.Consume<MappingStart>().Start;
        var entries = new Dictionary<string, MapEntry>(StringComparer.Ordinal);
        while (!events.TryConsume<MappingEnd>(out _))
        {
            var name = ReadText(key);
            name = name with { Key = key.Length == 0 ? name.Value : $"{key}.{name.Value}" };
            if (!entries.TryAdd(name.Value, new MapEntry(name, Read(name.Key))))
                file.Refuse(name, $"duplicate key, already on line {entries[name.Value].Name.Line}", "each key once");
        }

        return new MapNode(Position(start.Line), Position(start.Column), key, entries);
    }

    private ListNode ReadList(string key)
    {
        var start = events.Consume<SequenceStart>().Start;
        var items = new List<Node>();
        while (!events.TryConsume<SequenceEnd>(out _)) items.Add(Read($"{key}[{items.Count}]"));
        return new ListNode(Position(start.Line), Position(start.Column), key, items);
    }

    private TextNode ReadText(string key)
    {
        var text = events.Consume<Scalar>();
        return new TextNode(Position(text.Start.Line), Position(text.Start.Column), key, text.Value, text.Style is ScalarStyle.Plain);
    }

    // A market is read by people who do not write YAML every day: a text stands where it is used.
    private TextNode ReadAlias(string key)
    {
        var alias = events.Consume<AnchorAlias>();
        var node = new TextNode(Position(alias.Start.Line), Position(alias.Start.Column), key, alias.Value.Value, Plain: true);
        file.Refuse(node, $"an alias (*{alias.Value.Value})", "the value itself");
        return node;
    }

    private static int Position(long mark) => (int)Math.Max(1, mark);
}
