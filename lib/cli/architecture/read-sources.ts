import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceFile } from "./source-file";

const FOLDERS = ["app", "components", "lib", "db", "e2e"];
const EXTENSIONS = /\.(tsx?|mts|mjs|css)$/;

/** Every source file of the project, those at the root included. */
export function readSources(root: string): SourceFile[] {
  // A room without files has no folder in a clone; the test that counts rooms says so.
  const present = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const below = present.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
  );
  const paths = [...readdirSync(root), ...below].map((path) => path.replaceAll("\\", "/"));
  return paths
    .filter((path) => EXTENSIONS.test(path) && path !== "next-env.d.ts")
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}
