import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf, root } from "./project.mjs";
import { installed, runOrThrow } from "./run-command.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "db",
  "public",
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "instrumentation.ts",
  "proxy.ts",
];

const distDir = process.env.NEXT_DIST_DIR ?? ".next";
const stamp = join(root, distDir, "milepost-source-hash");

/** The server that a build leaves, run with PORT and HOSTNAME in its environment. */
export const webServer = join(root, distDir, "standalone", "server.js");

/** @param {string} file */
function isBuilt(file) {
  return !/\.test\.tsx?$/.test(file) && !file.includes(join("lib", "cli", "entry"));
}

/** Traced output holds no static files: those are meant for a CDN, and here the server gives them out itself. */
function addStaticFiles() {
  const standalone = join(root, distDir, "standalone");
  cpSync(join(root, distDir, "static"), join(standalone, distDir, "static"), { recursive: true });
  if (existsSync(join(root, "public")))
    cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
}

/**
 * Builds the web app when a source changed since the last build.
 * @param {Parameters<typeof runOrThrow>[2]} [options]
 * @returns {Promise<boolean>} whether it had to
 */
export async function buildWebApp(options) {
  const wanted = hashOf(SOURCES, isBuilt);
  if (existsSync(stamp) && existsSync(webServer) && readFileSync(stamp, "utf8") === wanted) return false;
  const isFirst = !existsSync(join(root, distDir));
  rmSync(stamp, { force: true });
  await runOrThrow("next build", installed("next/dist/bin/next", "build"), {
    ...options,
    env: {
      ...options?.env,
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
      ...(isFirst ? { NEXT_BUILD_CACHE: "0" } : {}),
    },
  });
  addStaticFiles();
  writeFileSync(stamp, wanted);
  return true;
}
