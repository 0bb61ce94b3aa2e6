import { existsSync } from "node:fs";
import { installed, runCommand, runOrThrow } from "./run-command.mjs";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function findInstalled() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
  return given || USUAL_PLACES.find((path) => existsSync(path));
}

/** A Debian package also brings the system libraries that a downloaded browser would miss. */
async function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runCommand(["apt-get", "update", "-qq"], { env });
  await runCommand(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], { env });
  return findInstalled();
}

/**
 * The browser for the end-to-end tests, installed when the machine has none.
 * @returns {Promise<string | undefined>} undefined: use the one that Playwright downloaded
 */
export async function findChromium() {
  const found = findInstalled() ?? (await installFromDebian());
  if (found) return found;
  await runOrThrow("playwright install", installed("@playwright/test/cli.js", "install", "chromium"), {
    show: true,
  });
  return undefined;
}
