using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Browser.Tests;

/// <summary>An inspection that finds nothing is worth something only if it would have found it.</summary>
[Collection(SharedSite.Name)]
public sealed class PageInspectionTests(SiteFixture site)
{
    private const string Faulty = """
        <!doctype html><html lang="fr"><head><title>Fautes</title>
        <style>@media (prefers-color-scheme: dark) { body { color: #333; background: #000; } } a { display: inline-block; }</style></head>
        <body><main><h1>Un</h1><h1>Deux</h1>
          <p>Une phrase avec <a href="/x" style="display: inline">un lien</a> dedans.</p>
          <p><button style="height: 30px">Petit bouton</button></p>
          <p><label><input type="checkbox"> Petite case</label></p>
          <dl><dt>Secteur</dt><dd></dd></dl>
          <div style="width: 700px">Large</div>
          <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
          <p style="color: #ccc; background: #fff">Pâle</p>
        </main></body></html>
        """;

    [Fact]
    public async Task Each_kind_of_fault_is_found_at_the_width_where_it_is_one()
    {
        await using var visitor = await site.NewVisitor("fr");
        var inspection = new PageInspection(visitor);
        await visitor.Page.SetContentAsync(Faulty);
        await inspection.Look("faulty");

        var found = string.Join('\n', inspection.Found);
        found.ShouldContain("faulty (fr, 360 px): scrolls sideways");
        found.ShouldNotContain("1280 px): scrolls sideways");
        found.ShouldContain("\"Petit bouton\"");
        found.ShouldContain("px: <input>");
        found.ShouldNotContain("\"un lien\"");
        found.ShouldContain("nothing is said under \"Secteur\"");
        found.ShouldContain("2 h1");
        found.ShouldContain("axe image-alt");
        found.ShouldContain("1280 px): axe color-contrast");
        found.ShouldContain("dark): axe color-contrast");
    }

    [Fact]
    public async Task What_the_content_security_policy_blocks_is_heard()
    {
        await using var visitor = await site.NewVisitor("en");
        await visitor.Open(PagePaths.Home);
        visitor.Complaints.ShouldBeEmpty();

        await visitor.Page.EvaluateAsync("() => document.body.append(Object.assign(document.createElement('script'), { textContent: '1' }))");
        visitor.Complaints.ShouldHaveSingleItem().ShouldContain("Content Security Policy");
    }
}
