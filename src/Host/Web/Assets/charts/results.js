import { colon, frame, inks, money, readCents } from "./look.js";

/** What was spent, as bars, and what came of it, as a line. Each has an axis: a won contract is worth a hundred leads. */
export function results(place, table) {
  const { months, series: [spent, earned] } = readCents(table);
  const colours = inks(place);
  const { primary, accent, line, card } = colours;
  const exact = money(table.dataset);
  const whole = money(table.dataset, { maximumFractionDigits: 0 });
  const axis = (position, label, colour, grid) => ({
    position, beginAtZero: true, border: { display: false }, grid: { display: grid, color: line }, suggestedMax: 10,
    title: { display: true, text: label, color: colour }, ticks: { color: colour, maxTicksLimit: 5, callback: (value) => whole.format(value) },
  });
  const options = frame(colours, ({ dataset, raw }) => dataset.label + colon(table.dataset) + exact.format(raw));
  options.scales.spent = axis("left", spent.label, primary, true);
  options.scales.earned = axis("right", earned.label, accent, false);

  return {
    data: {
      labels: months,
      datasets: [
        { ...spent, type: "bar", yAxisID: "spent", backgroundColor: primary, hoverBackgroundColor: primary, borderRadius: 3, maxBarThickness: 34 },
        { ...earned, type: "line", yAxisID: "earned", order: -1, borderColor: accent, backgroundColor: card, pointBorderColor: accent, pointBackgroundColor: card, pointHoverBackgroundColor: accent, borderWidth: 2, pointRadius: 3.5, pointBorderWidth: 2 },
      ],
    },
    options,
  };
}
