/** Leads a reader to the errors, or to what has just appeared; browsers that ignore autofocus on a div need this. */
export function focusWhatMatters(root) {
  root.querySelector("[data-focus]")?.focus();

  // A link of the summary leads to the field itself, not merely near it.
  for (const link of root.querySelectorAll(".error-summary a[href^='#']")) {
    link.addEventListener("click", (event) => {
      const field = root.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      field.focus();
      (field.closest(".field") ?? field).scrollIntoView({ block: "start" });
    });
  }
}
