import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Finding, fail, ok } from "./finding";

/** Oldest releases without a known hole that matters here. */
const FLOORS = { next: "16.4.1", "drizzle-orm": "0.45.2", zod: "4.6.6" } as const;
const SHARP_FLOOR = "0.35.5";
const NODE_FLOOR = "20.19.0";
const INSTALL = "Run: npm ci";

/** Node and the packages that stand between a stranger and us. */
export function checkRuntime(): Finding[] {
  const packages = Object.entries(FLOORS).map(([name, floor]) => {
    const version = installedVersion(name);
    if (!version) return fail(name, "is not installed", INSTALL);
    return floorFinding(name, version, floor, `Install ${floor} or newer and start again.`);
  });
  const node = floorFinding(
    "node",
    process.versions.node,
    NODE_FLOOR,
    `Install Node ${NODE_FLOOR} or newer.`,
  );
  return [node, ...packages, sharpFinding(installedVersion("sharp"))];
}

/** Next brings sharp along for resizing images, which we switch off: then its version is no matter. */
function sharpFinding(version: string | undefined): Finding {
  if (!version) return ok("sharp", "not installed; images are not resized here");
  if (isAtLeast(version, SHARP_FLOOR)) return ok("sharp", version);
  if (imagesAreUnoptimised()) return ok("sharp", `${version}, never called: images are not resized here`);
  const advice = `Install ${SHARP_FLOOR} or newer, or set images.unoptimized in next.config.ts.`;
  return fail("sharp", `${version} is older than ${SHARP_FLOOR}`, advice);
}

function imagesAreUnoptimised(): boolean {
  try {
    return /unoptimized:\s*true/.test(readFileSync("next.config.ts", "utf8"));
  } catch {
    return false;
  }
}

function floorFinding(name: string, version: string, floor: string, advice: string): Finding {
  if (isAtLeast(version, floor)) return ok(name, version);
  return fail(name, `${version} is older than ${floor}, which closes a known hole`, advice);
}

function installedVersion(name: string): string | undefined {
  const { resolve } = createRequire(import.meta.url);
  try {
    // Packages need not export their manifest, so it is looked for beside what they do export.
    const place = resolve(name).replaceAll("\\", "/");
    const folder = place.slice(0, place.lastIndexOf(`/node_modules/${name}/`));
    return JSON.parse(readFileSync(`${folder}/node_modules/${name}/package.json`, "utf8")).version;
  } catch {
    return undefined;
  }
}

/** Compares `major.minor.patch`; a pre-release counts as older than its release. */
export function isAtLeast(version: string, floor: string): boolean {
  const parts = (text: string) => (text.split(/[-+]/, 1)[0] ?? "").split(".").map(Number);
  const [given, wanted] = [parts(version), parts(floor)];
  for (const [index, want] of wanted.entries()) {
    const have = given[index] ?? 0;
    if (have !== want) return have > want;
  }
  return !version.includes("-");
}
