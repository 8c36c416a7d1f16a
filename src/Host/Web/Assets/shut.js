/** A menu that was unfolded shuts again when one turns to something else. */
export function shutMenus(root) {
  for (const menu of root.querySelectorAll("details[data-shuts]")) {
    const shut = (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    };
    root.addEventListener("click", shut);
    root.addEventListener("focusin", shut);
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
}
