using LeadMarket.Sandbox.State;

namespace LeadMarket.Sandbox.Stripe.Webhooks;

/// <summary>Sends what is due: lanes side by side, each lane in the order things happened.</summary>
internal sealed class DeliveryWorker(DeliveryBook book, IServiceScopeFactory scopes, SandboxSettings settings, ILogger<DeliveryWorker> log)
    : SandboxWorker(TimeProvider.System, TimeSpan.FromMilliseconds(150), log)
{
    private const int Batch = 64;
    private const int SideBySide = 16;
    private bool _recovered;

    protected override async Task<bool> Work(CancellationToken stopping)
    {
        if (settings.Webhook is null) return false;
        if (!_recovered)
        {
            await book.Recover();
            _recovered = true;
        }

        var due = await book.Claim(Batch);
        var lanes = due.GroupBy(delivery => delivery.Lane, StringComparer.Ordinal);
        await Parallel.ForEachAsync(lanes, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stopping }, async (lane, cancel) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var sender = scope.ServiceProvider.GetRequiredService<WebhookSender>();
            foreach (var delivery in lane)
            {
                var (status, error) = await sender.Send(delivery.Body, cancel);
                await book.Settle(delivery, status, error);
            }
        });
        return due.Count > 0;
    }
}
