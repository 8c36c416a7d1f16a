using LeadMarket.TestKit;
using Microsoft.Playwright;

namespace LeadMarket.Browser.Tests.Inspection;

/// <summary>axe-core, brought into the page by the debugger: the site's own policy, which allows no foreign script, stays in force.</summary>
internal static class Axe
{
    private const string Run = """
        async (rule) => {
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const runOnly = rule ? { type: "rule", values: [rule] } : { type: "tag", values: tags };
          const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"], iframes: false });
          return violations.map(({ id, help, nodes }) => `axe ${id}, ${help}: ${nodes.map((node) => `${node.target.join(" ")} [${node.any.map((check) => check.message).join("; ")}]`).join(" | ")}`);
        }
        """;

    private static readonly Lazy<string> Source = new(() =>
    {
        var file = Path.Combine(Repository.Root, "node_modules", "axe-core", "axe.min.js");
        return File.Exists(file) ? File.ReadAllText(file) : throw new FileNotFoundException("axe-core is missing: run npm ci.", file);
    });

    /// <param name="rule">Only this rule; all of WCAG 2.2 A and AA and the best practices otherwise.</param>
    public static async Task<string[]> Violations(IPage page, string? rule = null)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Source.Value);
        return await page.EvaluateAsync<string[]>(Run, rule);
    }
}
