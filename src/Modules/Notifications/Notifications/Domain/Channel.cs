namespace LeadMarket.Notifications.Domain;

/// <summary>By which way a message reaches a person. Each has a vendor, a queue and a hold of its own.</summary>
internal enum Channel
{
    Email,

    /// <summary>To a telephone.</summary>
    Text,
}

internal static class ChannelKeys
{
    public static string Key(this Channel channel) => channel switch
    {
        Channel.Email => "email",
        Channel.Text => "text",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "A channel without a key."),
    };

    public static Channel FromKey(string key) => key switch
    {
        "email" => Channel.Email,
        "text" => Channel.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No such channel."),
    };
}
