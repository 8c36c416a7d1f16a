/** The page of the code sent by text: sends it off when it is complete, and counts down to the next one. */
export function readCode(root) {
  const form = root.querySelector("[data-code-form]");
  if (form) sendWhenComplete(form);
  for (const button of root.querySelectorAll("button[data-wait]")) countDown(button);
}

const codeLength = 6;

function sendWhenComplete(form) {
  // Said beforehand, as something happens without a button (WCAG 3.2.2).
  for (const hint of form.querySelectorAll("[data-with-script]")) hint.hidden = false;

  const field = form.elements.code;
  field.addEventListener("input", () => {
    const digits = field.value.replace(/\D/g, "");
    if (digits.length !== codeLength) return;
    field.value = digits;
    form.requestSubmit();
  });
}

function countDown(button) {
  const words = button.textContent;
  const until = performance.now() + Number(button.dataset.wait) * 1000;
  const tick = () => {
    const left = Math.ceil((until - performance.now()) / 1000);
    button.disabled = left > 0;
    button.textContent = left > 0
      ? button.dataset.words.replace("{time}", `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`)
      : words;
    if (left > 0) setTimeout(tick, 250);
  };
  tick();
}
