import { frame, inks } from "./look.js";

/** How many leads got at least so far, the first stage on top. */
export function funnel(place, table) {
  const rows = [...table.tBodies[0].rows];
  const share = rows.map((row) => row.cells[2].textContent.trim());
  const colours = inks(place);
  const { primary, text, muted, line } = colours;
  const options = frame(colours, ({ raw, dataIndex }) => `${raw} (${share[dataIndex]})`);
  options.indexAxis = "y";
  options.plugins.legend.display = false;
  options.scales = {
    x: { beginAtZero: true, grid: { color: line }, border: { display: false }, ticks: { color: muted, precision: 0, maxTicksLimit: 6 } },
    y: { grid: { display: false }, border: { color: line }, ticks: { color: text } },
  };

  return {
    type: "bar",
    data: {
      labels: rows.map((row) => row.cells[0].textContent.trim()),
      datasets: [{
        label: table.tHead.rows[0].cells[1].textContent.trim(), data: rows.map((row) => Number(row.cells[1].dataset.count)),
        backgroundColor: primary, hoverBackgroundColor: primary, borderRadius: 3, maxBarThickness: 30,
      }],
    },
    options,
  };
}
