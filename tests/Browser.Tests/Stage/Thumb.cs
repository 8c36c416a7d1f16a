using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Stage;

/// <summary>One thumb on a phone: touches the screen and types into whatever has the focus, and counts both what it touched and what it
/// was made to answer.</summary>
public sealed class Thumb(Visitor visitor)
{
    // Without those left optional, and those that come filled in: nothing is asked of anybody there.
    private const string LeftToAnswer = """
        () => [...document.querySelectorAll("main form .field")].filter((field) => {
          const typed = [...field.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea")];
          return field.checkVisibility() && !field.querySelector(".field-optional, :checked") && !typed.some((input) => input.value);
        }).length
        """;

    public int Taps { get; private set; }

    /// <summary>Required inputs on the pages met so far that were empty.</summary>
    public int Answers { get; private set; }

    public async Task Tap(ILocator target)
    {
        await target.TapAsync();
        Taps++;
    }

    /// <summary>Touches a field, then types.</summary>
    public async Task Fill(string name, string text)
    {
        await Tap(visitor.Field(name));
        await Type(name, text);
    }

    /// <summary>Types into the field that has the focus already.</summary>
    public async Task Type(string name, string text)
    {
        await Expect(visitor.Field(name)).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync(text);
    }

    public Task Choose(string name, string value) => Tap(visitor.Main.Locator($"label:has([name='{name}'][value='{value}'])"));

    public Task Submit() => Tap(visitor.Main.Locator("form button.btn-primary"));

    /// <summary>Waits for a page of the form, and counts what it asks.</summary>
    public async Task Meets(string title)
    {
        await visitor.IsTitled(title);
        Answers += await visitor.Page.EvaluateAsync<int>(LeftToAnswer);
    }
}
