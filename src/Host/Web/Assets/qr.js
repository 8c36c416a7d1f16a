// Draws the link that sets up an authenticator app as a QR code. Its own file: only one page draws. The key stands beside it as text.
import qrcode from "qrcode-generator";

const svg = "http://www.w3.org/2000/svg";
const quiet = 4; // modules of white around it, without which some cameras find nothing (ISO/IEC 18004)

function draw(place) {
  const code = qrcode(0, "M");
  code.addData(place.dataset.qr);
  code.make();
  const count = code.getModuleCount();

  let dark = "";
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) dark += `M${column + quiet} ${row + quiet}h1v1h-1z`;
    }
  }

  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("viewBox", `0 0 ${count + 2 * quiet} ${count + 2 * quiet}`);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", place.dataset.label);
  picture.setAttribute("shape-rendering", "crispEdges");
  const path = document.createElementNS(svg, "path");
  path.setAttribute("d", dark);
  picture.append(path);
  place.replaceChildren(picture);
  place.hidden = false;
}

for (const place of document.querySelectorAll("[data-qr]")) draw(place);
