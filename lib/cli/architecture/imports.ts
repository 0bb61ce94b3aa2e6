import { posix } from "node:path";
import type { SourceFile } from "./source-file";

export interface Import {
  readonly from: string;
  /** A path in the project, without extension, or the name of a package as written. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
}

const STATEMENT = /^(?:import|export)\s+(?<clause>[^"'`;]*?)\s*from\s*["'](?<source>[^"']+)["']/gm;
const SIDE_EFFECT = /^import\s*["'](?<source>[^"']+)["']/gm;
const CALL = /\b(?:import|require)\(\s*["'](?<source>[^"']+)["']/g;

function isTypeOnly(clause: string): boolean {
  if (/^type\b/.test(clause)) return true;
  const named = /^\{(?<names>[^}]*)\}$/.exec(clause)?.groups?.names;
  const names = named?.split(",").map((name) => name.trim()) ?? [];
  const given = names.filter((name) => name !== "");
  return given.length > 0 && given.every((name) => name.startsWith("type "));
}

function resolveImport(from: string, source: string, typeOnly: boolean): Import {
  const path = source.startsWith("@/")
    ? source.slice("@/".length)
    : source.startsWith(".")
      ? posix.join(posix.dirname(from), source)
      : undefined;
  if (path === undefined) return { from, target: source, isPackage: true, typeOnly };
  return { from, target: path.replace(/\.(tsx?|mjs|js)$/, ""), isPackage: false, typeOnly };
}

/** Every static, re-exporting, side-effect and literal dynamic import of one file. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const statements = [...text.matchAll(STATEMENT)].map((match) =>
    resolveImport(path, match.groups?.source ?? "", isTypeOnly(match.groups?.clause ?? "")),
  );
  const others = [...text.matchAll(SIDE_EFFECT), ...text.matchAll(CALL)].map((match) =>
    resolveImport(path, match.groups?.source ?? "", false),
  );
  return [...statements, ...others];
}
