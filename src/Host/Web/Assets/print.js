// A browser prints by its own menu too: the button only shows where this script runs.
export function printDocuments(root) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
