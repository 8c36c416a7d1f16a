// Every page works without this file. It only makes some of them quicker to use.
import { nameArea } from "./area.js";
import { readCode } from "./code.js";
import { followConditions } from "./conditional.js";
import { copyLinks } from "./copy.js";
import { focusWhatMatters } from "./focus.js";
import { printDocuments } from "./print.js";
import { sendOnce } from "./once.js";
import { measureWithMeta } from "./pixel.js";
import { shutMenus } from "./shut.js";
import { tellActivity } from "./toast.js";

followConditions(document);
focusWhatMatters(document);
sendOnce(document);
nameArea(document);
readCode(document);
copyLinks(document);
measureWithMeta(document);
tellActivity(document);
shutMenus(document);
printDocuments(document);

// Filters are a closed sheet on phones and a column beside the list on wide screens.
for (const sheet of document.querySelectorAll("details[data-wide-open]")) {
  if (window.matchMedia("(min-width: 60rem)").matches) sheet.open = true;
}
