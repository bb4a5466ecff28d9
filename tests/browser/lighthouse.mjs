// Let Lighthouse judge pages: node lighthouse.mjs PACKAGES CHROMIUM COOKIE ADDRESS... prints a judgement of each.
//
// It asks for accessibility and for how much a page moves while it loads. Of how it judges nothing is changed. Its
// reports of errors to others are off, and what would send them is not among the packages.
import path from "node:path";
import { pathToFileURL } from "node:url";

const [packages, chromePath, cookie, ...addresses] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(path.join(packages, file)).href);
const { launch } = await load("chrome-launcher/dist/index.js");
const { default: lighthouse } = await load("lighthouse/core/index.js");

const chromeFlags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];
const chrome = await launch({ chromePath, chromeFlags, logLevel: "silent" });
const asked = {
  port: chrome.port,
  logLevel: "silent",
  extraHeaders: { Cookie: cookie },
  disableStorageReset: true,
  onlyCategories: ["accessibility"],
  onlyAudits: ["cumulative-layout-shift"],
};

// On a busy machine a page may not be drawn in time: what could not be measured is measured once more.
async function report(address, tries = 3) {
  const { lhr } = await lighthouse(address, asked);
  const failed = Object.values(lhr.audits).filter((one) => one.scoreDisplayMode === "error");
  if (!failed.length) return lhr;
  if (tries > 1) return report(address, tries - 1);
  throw new Error(`${address}: ${failed.map((one) => `${one.id}: ${one.errorMessage}`).join("; ")}`);
}

async function judgement(address) {
  const lhr = await report(address);
  const weighed = lhr.categories.accessibility.auditRefs.filter((one) => one.weight).map((one) => lhr.audits[one.id]);
  return {
    address: lhr.finalDisplayedUrl,
    accessibility: lhr.categories.accessibility.score,
    judged: weighed.filter((one) => one.score !== null).length,
    failed: weighed.filter((one) => one.score !== null && one.score < 1).map((one) => one.id),
    shift: lhr.audits["cumulative-layout-shift"].numericValue,
  };
}

try {
  const judgements = [];
  for (const address of addresses) judgements.push(await judgement(address));
  console.log(JSON.stringify(judgements));
} finally {
  await chrome.kill();
}
