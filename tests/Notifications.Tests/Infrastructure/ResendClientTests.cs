using LeadMarket.Notifications.Application;
using LeadMarket.Notifications.Domain;
using LeadMarket.Notifications.Infrastructure.Resend;
using static LeadMarket.Notifications.Domain.SubmissionAnswer;

namespace LeadMarket.Notifications.Tests.Infrastructure;

public sealed class ResendClientTests
{
    private readonly ScriptedVendor _vendor = new();

    [Fact]
    public async Task The_request_is_this_to_the_byte()
    {
        var answer = await Submit(_vendor.Accepts("49a3999c"));
        answer.ShouldBe(new Accepted("49a3999c"));
        var (address, key, body) = _vendor.Received.ShouldHaveSingleItem();
        address.ShouldBe(new Uri("https://vendor.example/base/emails"));
        key.ShouldBe("019aa3b4-0000-7000-8000-000000000001");
        body.ShouldBe("""
            {"from":"Bor\u00E9watt \u003Cbonjour@example.ca\u003E","to":["luc@example.ca"],"reply_to":"aide@example.ca","subject":"Re\u00E7u","html":"\u003Cp\u003E1\u003C/p\u003E","text":"1","tags":[{"name":"kind","value":"receipt"}]}
            """);
    }

    [Fact]
    public async Task Mail_programs_are_told_where_their_own_button_stops_it()
    {
        await Submit(_vendor.Accepts("49a3999c"), new Uri("https://exemple.ca/fr/desabonnement/abc"));
        _vendor.Received.ShouldHaveSingleItem().Body.ShouldContain(
            """
            "headers":{"List-Unsubscribe":"\u003Chttps://exemple.ca/fr/desabonnement/abc\u003E","List-Unsubscribe-Post":"List-Unsubscribe=One-Click"}
            """);
    }

    public static TheoryData<int, string, Type> Refusals => new()
    {
        { 400, "validation_error", typeof(Refused) },
        { 401, "missing_api_key", typeof(Held) },
        { 403, "invalid_api_key", typeof(Held) },
        { 404, "not_found", typeof(Refused) },
        { 408, "request_timeout", typeof(Uncertain) },
        { 409, "invalid_idempotent_request", typeof(Refused) },
        { 409, "concurrent_idempotent_requests", typeof(Uncertain) },
        { 422, "invalid_to_address", typeof(Refused) },
        { 429, "rate_limit_exceeded", typeof(Held) },
        { 429, "daily_quota_exceeded", typeof(Held) },
        { 429, "monthly_quota_exceeded", typeof(Held) },
        { 500, "application_error", typeof(Uncertain) },
        { 503, "", typeof(Uncertain) },
        { 301, "", typeof(Uncertain) },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Each_refusal_means_what_the_reference_says(int status, string name, Type meaning) =>
        (await Submit(_vendor.Refuses(status, name))).ShouldBeOfType(meaning);

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 1)]
    [InlineData("999999", 3600)]
    public async Task A_pace_that_was_too_fast_waits_as_long_as_asked_within_reason(string retryAfter, int seconds)
    {
        var held = (await Submit(_vendor.Refuses(429, "rate_limit_exceeded", ("Retry-After", retryAfter)))).ShouldBeOfType<Held>();
        (held.For, held.NeedsSomeone).ShouldBe((TimeSpan.FromSeconds(seconds), false));
    }

    [Fact]
    public async Task An_empty_quota_and_a_bad_key_need_someone()
    {
        (await Submit(_vendor.Refuses(429, "daily_quota_exceeded"))).ShouldBeOfType<Held>().NeedsSomeone.ShouldBeTrue();
        (await Submit(_vendor.Refuses(401, "missing_api_key"))).ShouldBeOfType<Held>().NeedsSomeone.ShouldBeTrue();
    }

    [Fact]
    public async Task No_answer_is_an_uncertain_one()
    {
        (await Submit(_vendor.Breaks(new HttpRequestException("down")))).ShouldBeOfType<Uncertain>();
        (await Submit(_vendor.Breaks(new TaskCanceledException("slow")))).ShouldBeOfType<Uncertain>();
        (await Submit(_vendor.Answers(System.Net.HttpStatusCode.OK, "<html>"))).ShouldBeOfType<Uncertain>();
        (await Submit(_vendor.Answers(System.Net.HttpStatusCode.OK, "{}"))).ShouldBeOfType<Uncertain>();
    }

    private async Task<SubmissionAnswer> Submit(ScriptedVendor vendor, Uri? unsubscribe = null)
    {
        using var http = new HttpClient(vendor, disposeHandler: false) { BaseAddress = new Uri("https://vendor.example/base/") };
        var mail = new OutgoingMessage(
            MessageId.From(Guid.Parse("019aa3b4-0000-7000-8000-000000000001")), 1, MessageKind.Receipt,
            new Envelope("Boréwatt <bonjour@example.ca>", "aide@example.ca", "luc@example.ca", unsubscribe), new MessageContent("Reçu", "<p>1</p>", "1"));
        return await new ResendClient(http, new MovableClock()).Submit(mail, CancellationToken.None);
    }
}
