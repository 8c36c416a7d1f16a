namespace LeadMarket.Infrastructure.Markets.Yaml;

/// <summary>A piece of a YAML file that knows where it stands, so that a mistake can be pointed at.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Key">Its path from the root: <c>plans[1].name</c>.</param>
internal abstract record Node(int Line, int Column, string Key);

/// <param name="Plain">Written without quotes, so that it may stand for a number or a yes or no.</param>
internal sealed record TextNode(int Line, int Column, string Key, string Value, bool Plain) : Node(Line, Column, Key);

internal sealed record ListNode(int Line, int Column, string Key, IReadOnlyList<Node> Items) : Node(Line, Column, Key);

internal sealed record MapNode(int Line, int Column, string Key, IReadOnlyDictionary<string, MapEntry> Entries)
    : Node(Line, Column, Key);

/// <param name="Name">The key itself, as a node, because an unknown key is reported where it stands.</param>
internal sealed record MapEntry(TextNode Name, Node Value);
