// Tells of leads that came while one was reading. Its own file: only the board listens. Without it the board is as it was when it was loaded.
const firstWait = 1000;
const longestWait = 60_000;
// The server is heard from every 15 seconds. A computer that slept has a line that is dead and does not know it.
const longestSilence = 40_000;

for (const bar of document.querySelectorAll("[data-board-live]")) follow(bar);

function follow(bar) {
  let stream;
  let next;
  let wait = firstWait;

  const close = () => {
    clearTimeout(next);
    stream?.close();
    stream = undefined;
  };
  const heard = () => {
    clearTimeout(next);
    next = setTimeout(open, longestSilence);
  };
  const retry = () => {
    close();
    // Not all at once: after a restart of the host every board comes back.
    next = setTimeout(open, wait * (0.5 + Math.random()));
    wait = Math.min(wait * 2, longestWait);
  };
  function open() {
    close();
    // A board out of sight, or without a network, is asked for again once that has changed.
    if (document.hidden || !navigator.onLine) return;
    stream = new EventSource(bar.dataset.boardLive);
    stream.onopen = () => {
      wait = firstWait;
    };
    stream.onerror = retry;
    stream.addEventListener("beat", heard);
    stream.addEventListener("leads", ({ data }) => {
      heard();
      tell(bar, Number(data));
    });
    heard();
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("online", open);
  window.addEventListener("offline", close);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
}

function tell(bar, count) {
  const link = bar.querySelector("a");
  link.hidden = count === 0;
  const plural = new Intl.PluralRules(document.documentElement.lang).select(count) === "one" ? "one" : "other";
  link.querySelector("[data-count]").textContent = count === 0 ? "" : bar.dataset[plural].replace("{0}", count);
}
