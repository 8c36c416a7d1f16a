// Reads the test results of one project and prints what a person needs of them.
// usage: node build/trx.mjs FILE   prints failures, then "passed failed skipped" on the last line; exits 1 on anything wrong
import { readFileSync } from "node:fs";

const text = readFileSync(process.argv[2], "utf8");
const plain = (xml = "") => xml.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&apos;/g, "'")
  .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16))).replace(/&amp;/g, "&");
const part = (xml, tag) => plain(xml.match(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`))?.[1]).trim();

const counts = { passed: 0, failed: 0, skipped: 0 };
let wrong = false;
const complain = (line) => { wrong = true; console.log(line); };

for (const [, attributes, body = ""] of text.matchAll(/<UnitTestResult\s([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
  const name = plain(attributes.match(/testName="([^"]*)"/)?.[1]);
  const outcome = attributes.match(/outcome="([^"]*)"/)?.[1];
  if (outcome === "Passed") {
    counts.passed++;
  } else if (outcome === "NotExecuted") {
    counts.skipped++;
    if (!part(body, "Message") && !part(body, "StdOut")) complain(`  skipped without a reason: ${name}`);
  } else {
    counts.failed++;
    complain([`  FAILED ${name}`, part(body, "Message"), part(body, "StackTrace"), part(body, "StdOut")].filter(Boolean).join("\n    "));
  }
}

if (counts.passed + counts.failed + counts.skipped === 0) complain("  no test ran");
// A crash of the test process, or of a fixture, fails the run without failing a test.
for (const [, message] of text.matchAll(/<RunInfo [^>]*outcome="Error"[^>]*>\s*<Text>([\s\S]*?)<\/Text>/g)) complain(`  ${plain(message)}`);

console.log(counts.passed, counts.failed, counts.skipped);
process.exit(wrong ? 1 : 0);
