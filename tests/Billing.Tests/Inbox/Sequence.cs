namespace LeadMarket.Billing.Tests.Inbox;

/// <summary>One story with twelve deliveries: every event once at least, never before it happened, some twice and more, some only
/// days later.</summary>
internal sealed class Sequence
{
    private const double Delayed = 0.25;
    private readonly Step[] _steps;
    private readonly (int Number, Told Event)[] _events;
    private readonly List<int>[] _soon;
    private readonly List<int> _late = [];

    public Sequence(Life life, Func<Life, Step[]> story, Random chance, int deliveries)
    {
        (Life, Story, _steps) = (life, story, story(life));
        _events = [.. _steps.SelectMany(step => step.Events).Index()];
        _soon = [.. _steps.Select(_ => new List<int>())];
        var first = _steps.SelectMany((step, index) => step.Events.Select(_ => index)).ToArray();
        foreach (var number in Enumerable.Range(0, deliveries).Select(n => n < _events.Length ? n : chance.Next(_events.Length)))
        {
            if (chance.NextDouble() < Delayed) _late.Add(number);
            else _soon[chance.Next(first[number], _steps.Length)].Add(number);
        }

        foreach (var some in _soon.Append(_late)) Shuffle(some, chance);
    }

    public Life Life { get; }

    public Func<Life, Step[]> Story { get; }

    public async Task Play(InboxMarket market)
    {
        foreach (var (index, step) in _steps.Index())
        {
            step.Happens();
            foreach (var number in _soon[index]) await market.Hear(Life, number, _events[number].Event);
        }
    }

    public async Task PlayDelayed(InboxMarket market)
    {
        foreach (var number in _late) await market.Hear(Life, number, _events[number].Event);
    }

    public override string ToString() => string.Join(" | ", _soon.Append(_late).Select(some => string.Join(',', some)));

    private static void Shuffle(List<int> numbers, Random chance)
    {
        var shuffled = numbers.ToArray();
        chance.Shuffle(shuffled);
        numbers.Clear();
        numbers.AddRange(shuffled);
    }
}
