/** A button that copies a link; it is hidden where it could not. */
export function copyLinks(root) {
  if (!navigator.clipboard) return;
  for (const place of root.querySelectorAll("[data-copy]")) {
    const told = place.querySelector("[data-copied]");
    place.hidden = false;
    place.querySelector("button").addEventListener("click", async () => {
      await navigator.clipboard.writeText(place.dataset.copy);
      told.textContent = told.dataset.copied;
    });
  }
}
