using System.Net;
using AngleSharp.Html.Parser;

namespace LeadMarket.Sandbox.Tests.Twilio;

public sealed class PhonePageTests(SharedSandbox shared) : IClassFixture<SharedSandbox>
{
    [Fact]
    public async Task A_phone_shows_codes_and_messages_in_a_thread_each_and_answers_only_those_it_can()
    {
        var sandbox = shared.Sandbox;
        var phone = TwilioClient.NewPhone();
        await sandbox.StartVerification(phone);
        await sandbox.Form($"{TwilioClient.Account}/Messages.json", ("To", phone), ("From", "+18335550100"), ("Body", "Un <b>projet</b> près de vous"));
        (await sandbox.Http.GetStringAsync("/phone")).ShouldContain(phone[1..]);

        var thread = await new HtmlParser().ParseDocumentAsync(await sandbox.Http.GetStringAsync($"/phone/{Uri.EscapeDataString(phone)}"));
        thread.QuerySelectorAll("h2").Select(heading => heading.TextContent).ShouldBe(["+18335550100", "Verify"]);
        thread.QuerySelectorAll(".bubble p").Select(text => text.TextContent).ShouldContain("Un <b>projet</b> près de vous");
        thread.QuerySelectorAll("form").Length.ShouldBe(1);
        var box = thread.QuerySelector("form input[name=body]")!;
        thread.QuerySelector($"label[for={box.Id}]")!.TextContent.ShouldBe("Reply");

        using var stop = new FormUrlEncodedContent(new Dictionary<string, string> { ["to"] = "+18335550100", ["body"] = "STOP" });
        (await sandbox.Http.PostAsync(thread.QuerySelector("form")!.GetAttribute("action"), stop)).Headers.Location!.OriginalString.ShouldBe($"/phone/{Uri.EscapeDataString(phone)}");
        (await sandbox.Http.GetStringAsync($"/phone/{Uri.EscapeDataString(phone)}")).ShouldContain("This phone opted out");
    }

    [Fact]
    public async Task A_phone_without_a_text_has_no_page_and_no_thread_to_answer()
    {
        var sandbox = shared.Sandbox;
        (await sandbox.Http.GetAsync("/phone/%2B15145559999")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var reply = new FormUrlEncodedContent(new Dictionary<string, string> { ["to"] = "+18335550100", ["body"] = "STOP" });
        (await sandbox.Http.PostAsync("/phone/%2B15145559999/replies", reply)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await sandbox.Http.PostAsync("/phone/%2B15145559999/replies", new StringContent("{}"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await sandbox.Http.GetAsync("/phone/%00")).IsSuccessStatusCode.ShouldBeFalse();
    }
}
