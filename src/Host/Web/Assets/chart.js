// Draws tables of figures, for those who see; each table stays for everybody, under its chart. Its own file: few pages draw.
import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip } from "chart.js";
import { funnel } from "./charts/funnel.js";
import { results } from "./charts/results.js";
import { spend } from "./charts/spend.js";

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip);

const kinds = { funnel, results, spend };

for (const place of document.querySelectorAll("[data-chart]")) {
  const table = document.getElementById(place.dataset.table);
  const draw = () => new Chart(place.querySelector("canvas"), kinds[place.dataset.chart](place, table));
  place.hidden = false;
  table.closest("details").open = false;
  let chart = draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    chart.destroy();
    chart = draw();
  });
}
