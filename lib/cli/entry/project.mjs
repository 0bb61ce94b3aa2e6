import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
export const dataHome = join(root, ".data");

const NEEDED_NODE = { major: 20, minor: 19 };

/** Ends the process with a sentence rather than a syntax error deep inside a package. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > NEEDED_NODE.major || (major === NEEDED_NODE.major && minor >= NEEDED_NODE.minor)) return;
  console.error(
    `Milepost needs Node ${NEEDED_NODE.major}.${NEEDED_NODE.minor} or newer; this is ${process.version}.`,
  );
  console.error(
    "Install a current one from https://nodejs.org or with your version manager, then run this again.",
  );
  process.exit(1);
}

/** @param {string} path @returns {string[]} absolute paths of all files below, or the file itself */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) => filesBelow(join(path, entry.name)));
  } catch {
    return [path];
  }
}

/** @param {string[]} paths relative to the root @param {(file: string) => boolean} [counts] */
export function hashOf(paths, counts = () => true) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesBelow(join(root, path))).sort()) {
    if (counts(file)) hash.update(relative(root, file)).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}
