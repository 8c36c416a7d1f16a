using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LeadMarket.Billing.Infrastructure.Persistence;

/// <summary>States as the constraints spell them: <c>requires_action</c>.</summary>
internal sealed class StateConverter<TState>() : ValueConverter<TState, string>(state => Spell(state), text => Read(text))
    where TState : struct, Enum
{
    private static string Spell(TState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());

    private static TState Read(string text) => Enum.Parse<TState>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
