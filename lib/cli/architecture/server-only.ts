import { type Import, importsOf } from "./imports";
import { roomOf } from "./rooms";
import { isTest, type SourceFile, type Violation } from "./source-file";

const PROGRAM_ROOMS: readonly string[] = ["worker", "cli", "simulator"];

/** A file or, for a folder's name, none: barrels do not exist here. */
function withoutExtension(path: string): string {
  return path.replace(/\.(tsx?|mjs)$/, "");
}

/**
 * `server-only` throws everywhere but in Next, so no program of ours may reach it, however far down its imports.
 * The rule names the chain that leads there.
 */
export function findServerOnlyInPrograms(files: readonly SourceFile[]): Violation[] {
  const edges = new Map<string, Import[]>();
  for (const file of files) {
    const loaded = importsOf(file).filter((edge) => !edge.typeOnly);
    edges.set(withoutExtension(file.path), loaded);
  }
  const starts = files.filter(
    (file) => PROGRAM_ROOMS.includes(roomOf(file.path) ?? "") && !isTest(file.path),
  );
  const chains = starts.map((file) => [withoutExtension(file.path)]);
  const reached = new Set(chains.flat());
  const violations: Violation[] = [];
  for (let chain = chains.shift(); chain; chain = chains.shift()) {
    const here = chain.at(-1) ?? "";
    for (const { target } of edges.get(here) ?? []) {
      if (target === "server-only") violations.push({ path: here, rule: `reached by ${chain.join(" > ")}` });
      if (reached.has(target) || !edges.has(target)) continue;
      reached.add(target);
      chains.push([...chain, target]);
    }
  }
  return violations;
}
