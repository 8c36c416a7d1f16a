/** Shows a question when the answer it depends on calls for it. Without this the server asks it in a second round. */
export function followConditions(root) {
  const blocks = [...root.querySelectorAll("[data-when]")];
  if (blocks.length === 0) return;

  const update = () => {
    // In page order, so that a question hidden here hides those that depend on it in turn.
    for (const block of blocks) {
      const wanted = new Set(block.dataset.in.split(","));
      const answers = block.form.querySelectorAll(`[name="${CSS.escape(block.dataset.when)}"]:checked`);
      const shown = [...answers].some((input) => wanted.has(input.value) && !input.matches(":disabled"));
      block.hidden = !shown;
      block.disabled = !shown;
    }
  };
  blocks[0].form.addEventListener("change", update);
  update();
}
