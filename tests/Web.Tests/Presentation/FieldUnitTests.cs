using System.Text.Encodings.Web;
using LeadMarket.Infrastructure.Markets;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace LeadMarket.Web.Tests.Presentation;

public sealed class FieldUnitTests
{
    [Theory]
    [InlineData("en", "$", true)]
    [InlineData("fr", "$", false)]
    [InlineData("en", "km", false)]
    [InlineData("fr", "km", false)]
    public void The_dollar_sign_comes_first_in_English_alone(string locale, string unit, bool unitFirst)
    {
        var html = Field(locale, unit);
        (html.IndexOf("input-unit", StringComparison.Ordinal) < html.IndexOf("<input", StringComparison.Ordinal)).ShouldBe(unitFirst);
        html.ShouldContain($">{unit}<");
    }

    private static string Field(string locale, string unit)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = $"/{locale}/x";
        var texts = new Texts(new PageLocale(new HttpContextAccessor { HttpContext = http }, MarketReader.Load(Repository.Market("quebec-energy"))));
        var output = new TagHelperOutput("text-field", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        new TextFieldTagHelper(texts) { Name = "amount", Label = "Amount", Unit = unit }.Process(
            new TagHelperContext([], new Dictionary<object, object>(), "one"), output);
        using var written = new StringWriter();
        output.WriteTo(written, HtmlEncoder.Default);
        return written.ToString();
    }
}
