/** Any colour of the style sheet, mixed ones too, as the plain rgb() that Chart.js can work with. */
function plain(colour) {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

/** A variable of the market's palette. Asked of an element, because a variable is only text until something is drawn in it. */
function ink(place, name) {
  place.style.color = `var(${name})`;
  const colour = plain(getComputedStyle(place).color);
  place.style.color = "";
  return colour;
}

/** The colours of the page as it is now, light or dark. */
export function inks(place) {
  const names = { primary: "--brand-primary", accent: "--brand-accent", text: "--brand-text", muted: "--muted", line: "--line", grey: "--line-strong", card: "--card" };
  return Object.fromEntries(Object.entries(names).map(([key, name]) => [key, ink(place, name)]));
}

/** Amounts as the page's language writes them. */
export function money({ locale, currency }, options = {}) {
  return new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol", ...options });
}

/** Between a name and its figure: in French a no-break space comes before the colon. */
export function colon({ locale }) {
  return locale.startsWith("fr") ? "\u00a0: " : ": ";
}

/** What every chart of the product shares. */
export function frame({ text, muted, line, card }, label) {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 180 },
    interaction: { mode: "index", intersect: false },
    font: { family: getComputedStyle(document.body).fontFamily },
    color: text,
    plugins: {
      legend: { position: "bottom", labels: { color: text, usePointStyle: true, boxHeight: 8, sort: (one, other) => one.datasetIndex - other.datasetIndex } },
      tooltip: {
        backgroundColor: card, titleColor: text, bodyColor: text, borderColor: line, borderWidth: 1, usePointStyle: true, boxPadding: 4, padding: 10,
        callbacks: { label },
      },
    },
    scales: { x: { grid: { display: false }, border: { color: line }, ticks: { color: muted, maxRotation: 0, autoSkipPadding: 12 } } },
  };
}

/** The first words of each row, and what the columns say in cents. */
export function readCents(table) {
  const columns = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  return {
    months: rows.map((row) => row.cells[0].firstElementChild.textContent.trim()),
    series: columns.map((label, at) => ({ label, data: rows.map((row) => Number(row.cells[at + 1].dataset.cents) / 100) })),
  };
}
