import { namePlace } from "./place.js";

/** Says quietly what happened lately: one thing at a time, a few times, and never again once it was sent away. */
const remembered = "activity-dismissed";
const firstAfter = 4000;
const each = 9000;
const most = 3;

export function tellActivity(root) {
  const toast = root.querySelector("[data-activity]");
  if (!toast || isDismissed()) return;

  setTimeout(async () => {
    const lines = await read(toast, root.documentElement.lang);
    if (lines.length > 0) show(toast, lines);
  }, firstAfter);
}

async function read(toast, language) {
  try {
    const answer = await fetch(toast.dataset.activity, { headers: { "Accept-Language": language } });
    if (!answer.ok) return [];
    const { leads, regions } = await answer.json();
    if (leads.length === 0 && regions.length > 0) return [{ title: toast.dataset.regions, detail: regions.map((region) => region.name).join(", "), age: "" }];
    return leads.slice(0, most).map((lead) => ({
      title: lead.serviceName,
      detail: namePlace(lead.town, lead.regionName),
      age: toast.dataset[`age${lead.age[0].toUpperCase()}${lead.age.slice(1)}`],
    }));
  } catch {
    return []; // proof that others are here is not worth an error
  }
}

function show(toast, lines) {
  const [title, detail, age] = toast.querySelectorAll("[data-line]");
  let next = 0;
  const say = () => {
    // Not under the hand or the focus of somebody who is about to send it away.
    if (toast.matches(":hover, :focus-within")) return;
    if (next === lines.length) return end();
    ({ title: title.textContent, detail: detail.textContent, age: age.textContent } = lines[next++]);
  };
  const timer = setInterval(say, each);
  const end = () => {
    clearInterval(timer);
    toast.hidden = true;
    window.removeEventListener("scroll", keepClear);
    window.removeEventListener("resize", keepClear);
  };
  const keepClear = () => requestAnimationFrame(() => toast.classList.toggle("toast-aside", covers(toast)));

  toast.hidden = false;
  say();
  keepClear();
  window.addEventListener("scroll", keepClear, { passive: true });
  window.addEventListener("resize", keepClear);
  toast.querySelector("button").addEventListener("click", () => {
    remember();
    end();
  });
}

/** Whether a primary button of the page is under it. */
function covers(toast) {
  const mine = toast.getBoundingClientRect();
  return [...document.querySelectorAll("main .btn-primary")].some((button) => {
    const its = button.getBoundingClientRect();
    return its.bottom > mine.top && its.top < mine.bottom && its.right > mine.left && its.left < mine.right;
  });
}

// Where storage is refused it is simply shown again.
function isDismissed() {
  try {
    return localStorage.getItem(remembered) !== null;
  } catch {
    return false;
  }
}

function remember() {
  try {
    localStorage.setItem(remembered, "yes");
  } catch {
    // Nothing to be done, and nothing lost.
  }
}
