/** What a person would stumble over at this width, one line each. Evaluated in the page by PageInspection. */
() => {
  const faults = [];
  const name = (element) => {
    const words = (element.innerText || element.value || element.getAttribute("aria-label") || element.name || "").trim().replace(/\s+/g, " ");
    const classes = element.getAttribute("class");
    return `<${element.localName}${classes ? ` class="${classes}"` : ""}> "${words.slice(0, 40)}"`;
  };
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

  const width = window.innerWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll("*")].filter((element) => seen(element) && element.getBoundingClientRect().right > width + 0.5);
    const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
    faults.push(`scrolls sideways (${document.documentElement.scrollWidth} > ${width}): ${innermost.slice(0, 5).map(name).join(", ") || "nothing sticks out by itself"}`);
  }

  // WCAG 2.5.5: 44 px, but for a link in a sentence, whose height is its line's.
  const inSentence = (element) => {
    if (element.localName !== "a" || getComputedStyle(element).display !== "inline") return false;
    const block = element.closest("p, li, dd, td, label");
    return block !== null && block.innerText.trim().length > element.innerText.trim().length;
  };
  // A box and its label are one target; a link spread over its card by ::after is as big as the card.
  const targetOf = (element) => {
    if (element.matches("[type=checkbox], [type=radio]")) return element.labels[0] ?? element;
    const after = getComputedStyle(element, "::after");
    return after.content !== "none" && after.position === "absolute" && after.inset === "0px" ? element.offsetParent : element;
  };
  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    const target = targetOf(element);
    const box = target.getBoundingClientRect();
    const offScreen = box.bottom <= 0 || box.right <= 0; // the skip link, until it has the focus
    if (!seen(element) || !seen(target) || box.width <= 1 || box.height <= 1 || offScreen || inSentence(element)) continue;
    if (box.height < 43.5 || box.width < 43.5) faults.push(`target of ${Math.round(box.width)}×${Math.round(box.height)} px: ${name(element)}`);
  }

  for (const answer of document.querySelectorAll("dd, td")) {
    if (seen(answer) && !answer.innerText.trim() && !answer.querySelector("img, svg, input")) {
      faults.push(`nothing is said under "${answer.previousElementSibling?.innerText.trim() ?? ""}"`);
    }
  }

  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) faults.push(`${headings} h1`);
  return faults;
}
