using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Tests.HomeownerPage;
using LeadMarket.Leads.Tests.Persistence;
using LeadMarket.TestKit;

namespace LeadMarket.Leads.Tests.Receipts;

public sealed class ReceiptTests(LeadsDatabase database) : HomeownerPageTest(database)
{
    [Fact]
    public async Task A_receipt_says_what_was_agreed_to_word_for_word_and_who_can_recognise_themselves()
    {
        var form = Consenting() with { Email = $"Recu.{Guid.NewGuid():N}@Example.com" };
        var lead = await Listed(form);
        using (Database.At(Forms.Now.AddHours(1))) await Do(lead, new WithdrawConsent(lead, "marketing"));

        var payload = (await Check(await Receipt(lead))).Payload!;

        payload.ShouldSatisfyAllConditions(
            () => (payload.Format, payload.Lead, payload.Issuer, payload.Service, payload.Quotes, payload.IssuedAt)
                .ShouldBe(("leadmarket-consent-receipt/1", lead, "Test inc.", "ev-charger", 2, Forms.Now)),
            () => payload.Subject.ShouldBe(new ReceiptSubject(Sha256(form.Email!.ToLowerInvariant()), Sha256("+1" + Digits(form.Phone!)))),
            () => payload.Consents.ShouldBe(
                [
                    new ReceiptConsent("contact", "2026-11", "fr", "Jusqu'à 2 entrepreneurs peuvent me joindre.", Forms.Now, null),
                    new ReceiptConsent("marketing", "2026-10", "fr", "Envoyez-moi vos offres.", Forms.Now, Forms.Now.AddHours(1)),
                    new ReceiptConsent("advertising", "2026-09", "fr", "Mesurez vos annonces.", Forms.Now, null),
                ], ignoreOrder: true));
    }

    [Fact]
    public async Task Anybody_can_check_a_receipt_with_the_published_key_alone()
    {
        var receipt = JsonDocument.Parse(await Receipt(await Listed())).RootElement;
        var (header, payload) = (receipt.GetProperty("protected").GetString()!, receipt.GetProperty("payload").GetString()!);
        var kid = JsonDocument.Parse(Base64Url.DecodeFromChars(header)).RootElement.GetProperty("kid").GetString();
        var jwk = JsonDocument.Parse(await Keys()).RootElement.GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("kid").GetString() == kid);

        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(jwk.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(jwk.GetProperty("y").GetString()) },
        });
        key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(receipt.GetProperty("signature").GetString()), HashAlgorithmName.SHA256)
            .ShouldBeTrue();
    }

    [Theory]
    [InlineData("check.mjs", "node")]
    [InlineData("check.sh", "bash")]
    public async Task The_offline_check_in_the_documentation_works_as_it_is_printed(string script, string program)
    {
        var receipt = await Receipt(await Listed());
        var folder = Directory.CreateTempSubdirectory("receipt-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, script), Printed(script));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "jwks.json"), await Keys());

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "receipt.json"), receipt);
            (await Run(program, script, folder.FullName)).ShouldStartWith("genuine");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "receipt.json"), receipt.Replace("\"payload\":\"ey", "\"payload\":\"ez", StringComparison.Ordinal));
            (await Run(program, script, folder.FullName)).ShouldStartWith("NOT genuine");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task After_erasure_a_receipt_still_proves_the_consent_and_points_at_nobody()
    {
        var lead = await Listed();
        await Do(lead, new EraseLead(lead));

        var payload = (await Check(await Receipt(lead))).Payload!;

        payload.Subject.ShouldBeNull();
        payload.Consents.Single().WithdrawnAt.ShouldBe(Forms.Now);
    }

    private async Task<string> Receipt(LeadId lead) => (await Ask(lead, new GetConsentReceipt(lead))).Value.Json;

    private async Task<CheckedReceipt> Check(string json)
    {
        var checkedReceipt = (await Database.Send(Actor.Anonymous, new CheckConsentReceipt(json))).Value;
        checkedReceipt.Fault.ShouldBeNull();
        return checkedReceipt;
    }

    private async Task<string> Keys() => (await Database.Send(Actor.Anonymous, new GetReceiptKeys())).Value.Json;

    /// <summary>The listing of this name in the documentation.</summary>
    private static string Printed(string script)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "consent-receipts.md"));
        var (from, fence) = (page.IndexOf($"`{script}`:", StringComparison.Ordinal), "```");
        var start = page.IndexOf('\n', page.IndexOf(fence, from, StringComparison.Ordinal)) + 1;
        return page[start..page.IndexOf(fence, start, StringComparison.Ordinal)];
    }

    private static async Task<string> Run(string program, string script, string folder)
    {
        using var check = Process.Start(new ProcessStartInfo(program, [script]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await check.StandardOutput.ReadToEndAsync();
        await check.WaitForExitAsync();
        return said;
    }

    private static string Digits(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
