using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Infrastructure.Actors;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LeadMarket.Billing.Api;

/// <summary>Where Stripe tells us that something happened: checked, kept, answered at once, acted on afterwards.</summary>
internal static class StripeWebhook
{
    /// <summary>Stripe's events are a few kilobytes; 1 MiB bounds what an unsigned stranger can make us read.</summary>
    private const int LargestBody = 1024 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        // Anonymous: the signature is the only proof of who calls.
        endpoints.MapPost("/webhooks/stripe", Receive).AllowAnonymous().WithName("StripeWebhook");

    private static async Task<IResult> Receive(
        HttpRequest request, IWebhookReader reader, IMediator billing, ActorContext actor, CancellationToken cancel)
    {
        var body = await ReadBody(request, cancel);
        if (body is null) return Results.Problem(statusCode: StatusCodes.Status413PayloadTooLarge);
        var read = reader.Read(request.Headers["Stripe-Signature"], body.Value.Span);

        actor.Become(Actor.System);
        if (read.OtherMode) await billing.Send(RaiseStripeAlarm.OfOtherModesWebhook, cancel);
        if (read.Event is not { } received) return Results.Problem(statusCode: StatusCodes.Status400BadRequest);

        var kept = await billing.Send(new ReceiveStripeEvent(received), cancel);
        return kept.IsFailure ? Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable) : Results.Ok();
    }

    // The very bytes that were signed: a body parsed and written again is another body.
    private static async Task<ReadOnlyMemory<byte>?> ReadBody(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > LargestBody) return null;

        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > LargestBody) return null;
            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
