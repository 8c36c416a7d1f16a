import { colon, frame, inks, money, readCents } from "./look.js";

/** Leads and plan stacked month by month, and what the plan saved as a line. */
export function spend(place, table) {
  const { months, series: [leads, plan, saved] } = readCents(table);
  const colours = inks(place);
  const { primary, accent, muted, line, grey, card } = colours;
  const exact = money(table.dataset);
  const whole = money(table.dataset, { maximumFractionDigits: 0 });
  const bar = (series, colour) => ({ ...series, type: "bar", stack: "spent", backgroundColor: colour, hoverBackgroundColor: colour, borderRadius: 3, maxBarThickness: 34 });
  const options = frame(colours, ({ dataset, raw }) => dataset.label + colon(table.dataset) + exact.format(raw));
  options.scales.x.stacked = true;
  options.scales.y = { stacked: true, grid: { color: line }, border: { display: false }, ticks: { color: muted, maxTicksLimit: 6, callback: (value) => whole.format(value) } };

  return {
    data: {
      labels: months,
      datasets: [
        bar(leads, primary),
        bar(plan, grey),
        { ...saved, type: "line", order: -1, borderColor: accent, backgroundColor: card, pointBorderColor: accent, pointBackgroundColor: card, pointHoverBackgroundColor: accent, borderWidth: 2, pointRadius: 3.5, pointBorderWidth: 2 },
      ],
    },
    options,
  };
}
