using System.Collections.Concurrent;
using System.Reflection;
using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <summary>What one command touched, to be undone when it is refused: in life its transaction is rolled back.</summary>
internal sealed class Journal
{
    private static readonly Func<object, object> Copy = (Func<object, object>)typeof(object)
        .GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate(typeof(Func<object, object>));

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Fields = new();

    private readonly List<(object Now, object Was)> _changed = [];
    private readonly List<Action> _undo = [];

    /// <summary>Aggregates that the command holds, in the order it took them.</summary>
    public List<Aggregate> Held { get; } = [];

    /// <summary>Called when a row is locked to be changed. What it holds is values and arrays that are replaced, never altered.</summary>
    public void Hold(object row)
    {
        foreach (var (now, _) in _changed)
        {
            if (ReferenceEquals(now, row)) return;
        }

        _changed.Add((row, Copy(row)));
        if (row is Aggregate aggregate) Held.Add(aggregate);
    }

    public void OnRollback(Action undo) => _undo.Add(undo);

    public void Commit() => Clear();

    public void RollBack()
    {
        for (var n = _undo.Count - 1; n >= 0; n--) _undo[n]();
        foreach (var (now, was) in _changed)
        {
            (now as Aggregate)?.TakeEvents();
            foreach (var field in Fields.GetOrAdd(now.GetType(), AllFields)) field.SetValue(now, field.GetValue(was));
        }

        Clear();
    }

    private void Clear()
    {
        _changed.Clear();
        _undo.Clear();
        Held.Clear();
    }

    private static FieldInfo[] AllFields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);
}
