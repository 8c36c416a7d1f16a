import { namePlace } from "./place.js";

/** Names the place of a postal code while it is typed. Without this the next step names it. */
export function nameArea(root) {
  const told = root.querySelector("[data-area]");
  const field = root.querySelector("[name=postalCode]");
  if (!told || !field) return;

  const { area: address, mask, length, words } = told.dataset;
  const shape = [...mask].filter((symbol) => /[A9]/.test(symbol)).slice(0, Number(length));
  let asked = "";

  // The first characters name the area; the rest of the code stays on this page.
  const areaOf = (typed) => {
    const symbols = [...typed.toUpperCase().replace(/[\s-]/g, "")].slice(0, shape.length);
    const fits = symbols.length === shape.length && symbols.every((symbol, i) => (shape[i] === "9" ? /[0-9]/ : /[A-Z]/).test(symbol));
    return fits ? symbols.join("") : "";
  };

  field.addEventListener("input", async () => {
    const area = areaOf(field.value);
    if (area === asked) return;
    asked = area;
    if (!area) return void (told.textContent = "");

    try {
      const answer = await fetch(address + area, { headers: { "Accept-Language": root.documentElement.lang } });
      const found = await answer.json();
      if (area !== asked) return; // another one was typed meanwhile
      told.textContent = answer.ok
        ? words.replace("{place}", namePlace(found.place, found.regionName))
        : answer.status === 404 ? found.title : "";
    } catch {
      told.textContent = "";
    }
  });
}
