using LeadMarket.Sandbox.State;

namespace LeadMarket.Sandbox.Twilio.Wire;

/// <summary>A form as Twilio reads it: names it does not know change nothing, an empty value is none.</summary>
internal sealed class TwilioForm(IFormCollection fields)
{
    public string? this[string name] =>
        fields[name].ToString() is { Length: > 0 } value && RequestBody.IsStorable(value) ? value : null;

    /// <summary>What is no form, or a broken one, holds no field: the refusal then names the first one missing.</summary>
    public static async Task<TwilioForm> Read(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType) return new(FormCollection.Empty);
        try
        {
            return new(await request.ReadFormAsync(cancel));
        }
        catch (InvalidDataException)
        {
            return new(FormCollection.Empty);
        }
    }
}
