import { roomOf } from "./rooms";
import { codeLines, isDeclaration, isTest, type SourceFile, type Violation } from "./source-file";

const MAX_LINES = 400;
const FORBIDDEN_WORDS = ["util", "utils", "helper", "helpers", "common", "manager"];
const KEBAB_FILE = /^[a-z0-9]+(-[a-z0-9]+)*(\.(db|odoo|d|test|spec|config|setup))*\.(ts|tsx|mts|mjs|css)$/;
const KEBAB_FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Route groups, parameters and slots are Next's own notation. */
const ROUTE_FOLDER = /^(\([a-z0-9-]+\)|\[\[?(\.\.\.)?[a-z][a-zA-Z0-9]*\]?\]|@[a-z0-9-]+|_[a-z0-9-]+)$/;

function lengthProblem({ path, text }: SourceFile): string | undefined {
  if (/(^|\/)(fixtures|generated)\//.test(path)) return undefined;
  const lines = text.trimEnd().split("\n").length;
  return lines > MAX_LINES ? `${lines} lines, more than ${MAX_LINES}` : undefined;
}

function nameProblem({ path }: SourceFile): string | undefined {
  const folders = path.split("/");
  const file = folders.pop() ?? "";
  const isRoute = path.startsWith("app/");
  const bad = folders.find((folder) => !KEBAB_FOLDER.test(folder) && !(isRoute && ROUTE_FOLDER.test(folder)));
  if (bad !== undefined) return `folder ${bad} is not kebab-case`;
  if (!KEBAB_FILE.test(file)) return `${file} is not kebab-case`;
  const name = file.replace(/\..*$/, "");
  if (name === "index") return "a barrel: import the file that has it";
  const word = [...folders, name]
    .flatMap((part) => part.split("-"))
    .find((part) => FORBIDDEN_WORDS.includes(part));
  return word ? `"${word}" names no subject` : undefined;
}

function isEnvExempt(path: string): boolean {
  return path === "lib/env.ts" || path.startsWith("lib/cli/entry/") || !path.includes("/");
}

function environmentProblem({ path, text }: SourceFile): string | undefined {
  if (isEnvExempt(path) || isTest(path)) return undefined;
  return codeLines(text).some((line) => /\bprocess\.env\b/.test(line))
    ? "reads the environment, which only lib/env.ts does"
    : undefined;
}

function purityProblem({ path, text }: SourceFile): string | undefined {
  if (roomOf(path) !== "domain" || isTest(path)) return undefined;
  const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bfetch\(|\bprocess\./;
  const line = codeLines(text).find((code) => impure.test(code));
  return line ? `a clock, chance or IO in the domain: ${line.trim()}` : undefined;
}

/** A rule proven against a stand-in of our own proves nothing about the house. */
function mockProblem({ path, text }: SourceFile): string | undefined {
  if (!isTest(path)) return undefined;
  return codeLines(text).some((line) => /^\s*vi\.(mock|doMock)\(\s*["'`](@\/|\.)/.test(line))
    ? "mocks a file of ours"
    : undefined;
}

const RULES = [lengthProblem, nameProblem, environmentProblem, purityProblem, mockProblem];

/** Every file that is too long, badly named, or reaches for what its room must not touch. */
export function findSourceViolations(files: readonly SourceFile[]): Violation[] {
  return files
    .filter((file) => !isDeclaration(file.path))
    .flatMap((file) =>
      RULES.flatMap((rule) => {
        const problem = rule(file);
        return problem ? [{ path: file.path, rule: problem }] : [];
      }),
    );
}
