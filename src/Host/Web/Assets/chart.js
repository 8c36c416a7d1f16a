// Draws the table of spending, for those who see; the table stays for everybody, under the chart. Its own file: only one page draws.
import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip } from "chart.js";

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);

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

function read(table) {
  const columns = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  return {
    months: rows.map((row) => row.cells[0].firstElementChild.textContent.trim()),
    series: columns.map((label, at) => ({ label, data: rows.map((row) => Number(row.cells[at + 1].dataset.cents) / 100) })),
  };
}

function draw(place, table) {
  const { months, series: [leads, plan, saved] } = read(table);
  const [primary, accent, text, muted, line, grey, card] =
    ["--brand-primary", "--brand-accent", "--brand-text", "--muted", "--line", "--line-strong", "--card"].map((name) => ink(place, name));
  const money = new Intl.NumberFormat(table.dataset.locale, { style: "currency", currency: table.dataset.currency, currencyDisplay: "narrowSymbol" });
  const whole = new Intl.NumberFormat(table.dataset.locale, { style: "currency", currency: table.dataset.currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: 0 });
  const bar = (series, colour) => ({ ...series, type: "bar", stack: "spent", backgroundColor: colour, hoverBackgroundColor: colour, borderRadius: 3, maxBarThickness: 34 });

  return new Chart(place.querySelector("canvas"), {
    data: {
      labels: months,
      datasets: [
        bar(leads, primary),
        bar(plan, grey),
        { ...saved, type: "line", order: -1, borderColor: accent, backgroundColor: card, pointBorderColor: accent, pointBackgroundColor: card, pointHoverBackgroundColor: accent, borderWidth: 2, pointRadius: 3.5, pointBorderWidth: 2 },
      ],
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 180 },
      interaction: { mode: "index", intersect: false },
      font: { family: getComputedStyle(document.body).fontFamily },
      color: text,
      scales: {
        x: { stacked: true, grid: { display: false }, border: { color: line }, ticks: { color: muted, maxRotation: 0, autoSkipPadding: 12 } },
        y: { stacked: true, grid: { color: line }, border: { display: false }, ticks: { color: muted, maxTicksLimit: 6, callback: (value) => whole.format(value) } },
      },
      plugins: {
        legend: { position: "bottom", labels: { color: text, usePointStyle: true, boxHeight: 8, sort: (one, other) => one.datasetIndex - other.datasetIndex } },
        tooltip: {
          backgroundColor: card, titleColor: text, bodyColor: text, borderColor: line, borderWidth: 1, usePointStyle: true, boxPadding: 4, padding: 10,
          callbacks: { label: ({ dataset, raw }) => `${dataset.label}: ${money.format(raw)}` },
        },
      },
    },
  });
}

for (const place of document.querySelectorAll("[data-spend-chart]")) {
  const table = document.getElementById(place.dataset.spendChart);
  place.hidden = false;
  table.closest("details").open = false;
  let chart = draw(place, table);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    chart.destroy();
    chart = draw(place, table);
  });
}
