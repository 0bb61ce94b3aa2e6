import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findImportViolations } from "./architecture/import-rules";
import { importsOf } from "./architecture/imports";
import { readSources } from "./architecture/read-sources";
import { ROOM_FOLDERS, roomOf } from "./architecture/rooms";
import { findServerOnlyInPrograms } from "./architecture/server-only";
import type { SourceFile } from "./architecture/source-file";
import { findSourceViolations } from "./architecture/source-rules";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sources = readSources(root);

describe("the house", () => {
  it("is seen whole: every room has files, and they import one another", () => {
    const seen = new Set(sources.map((file) => roomOf(file.path)));
    const empty = Object.keys(ROOM_FOLDERS).filter((room) => !seen.has(room as keyof typeof ROOM_FOLDERS));
    expect(empty).toEqual([]);
    const inside = sources.flatMap(importsOf).filter((edge) => !edge.isPackage);
    expect(inside.length).toBeGreaterThan(0);
    expect(inside.filter((edge) => edge.target.startsWith("lib/domain/")).length).toBeGreaterThan(0);
  });

  it("imports only in the directions its table allows", () => {
    expect(findImportViolations(sources)).toEqual([]);
  });

  it("lets no program reach what only Next can load", () => {
    expect(findServerOnlyInPrograms(sources)).toEqual([]);
  });

  it("keeps files short, named for their subject, and settings and clocks in their place", () => {
    expect(findSourceViolations(sources)).toEqual([]);
  });
});

const file = (path: string, text = ""): SourceFile => ({ path, text });
const importRules = (path: string, text: string) =>
  findImportViolations([file(path, text)]).map(({ rule }) => rule);
const sourceRules = (path: string, text = "") =>
  findSourceViolations([file(path, text)]).map(({ rule }) => rule);

describe("the rules themselves", () => {
  it.each([
    ["lib/domain/event/x.ts", 'import { db } from "@/db/client";', "domain may not import db/client"],
    ["lib/domain/event/x.ts", 'import { z } from "zod";', "domain may not use package zod"],
    ["lib/domain/x.test.ts", 'import { x } from "../usecases/x";', "domain may not import lib/usecases/x"],
    [
      "lib/connectors/x12/x.ts",
      'import { y } from "../easypost/y";',
      "a connector may not import lib/connectors/easypost/y",
    ],
    [
      "db/queries/x.ts",
      'import { rank } from "@/lib/domain/event/rank";',
      "db may not import lib/domain/event/rank",
    ],
    [
      "components/ui/x.tsx",
      'export { y } from "@/lib/usecases/y";',
      "components may not import lib/usecases/y",
    ],
    ["components/ui/x.tsx", 'const y = await import("@/db/client");', "components may not import db/client"],
    ["components/ui/x.tsx", 'import { readFileSync } from "node:fs";', "node:fs in browser code"],
    ["app/page.tsx", 'import {\n  a,\n  b,\n} from "@/db/queries/y";', "app may not import db/queries/y"],
    [
      "lib/worker/main.ts",
      'import { x12 } from "@/lib/connectors/x12/read";',
      "worker may not import lib/connectors/x12/read",
    ],
    ["db/queries/x.ts", 'import "server-only";', "server-only outside Next"],
    ["lib/usecases/x.ts", 'import { t } from "@/db/testing/test-database";', "db/testing is for tests"],
    ["lib/contracts/x.ts", 'import { env } from "@/lib/env";', "contracts may not read settings"],
  ])("refuse in %s: %s", (path, text, rule) => {
    expect(importRules(path, text)).toEqual([rule]);
  });

  it.each([
    ["db/queries/x.ts", 'import type { Draft } from "@/lib/domain/event/draft";'],
    ["db/queries/x.ts", 'import { type Draft, type Place } from "@/lib/domain/event/draft";'],
    ["lib/connectors/x12/read.ts", 'import { tokens } from "./tokenizer";'],
    ["lib/connectors/registry.ts", 'import { x12 } from "./x12/connector";'],
    ["lib/usecases/x.ts", '// import "server-only";\nimport { y } from "@/lib/domain/y";'],
  ])("allow in %s: %s", (path, text) => {
    expect(importRules(path, text)).toEqual([]);
  });

  it("follow a program's imports down to a file that only Next can load", () => {
    const made = [
      file("lib/worker/main.ts", 'import { a } from "@/lib/usecases/a";'),
      file("lib/usecases/a.ts", 'import type { T } from "./types-only";\nimport { b } from "./b";'),
      file("lib/usecases/b.ts", 'import "server-only";'),
      file("lib/usecases/types-only.ts", 'import "server-only";'),
    ];
    const rule = "reached by lib/worker/main > lib/usecases/a > lib/usecases/b";
    expect(findServerOnlyInPrograms(made)).toEqual([{ path: "lib/usecases/b", rule }]);
  });

  it.each([
    ["lib/usecases/date-utils.ts", "", '"utils" names no subject'],
    ["lib/connectors/index.ts", "", "a barrel: import the file that has it"],
    ["components/ui/Button.tsx", "", "Button.tsx is not kebab-case"],
    ["lib/BadRoom/x.ts", "", "folder BadRoom is not kebab-case"],
    ["lib/usecases/x.ts", "x\n".repeat(401), "401 lines, more than 400"],
    [
      "lib/usecases/x.ts",
      "const url = process.env.DATABASE_URL;",
      "reads the environment, which only lib/env.ts does",
    ],
    [
      "lib/domain/x.ts",
      "const now = Date.now();",
      "a clock, chance or IO in the domain: const now = Date.now();",
    ],
    ["lib/usecases/x.test.ts", 'vi.mock("@/db/client");', "mocks a file of ours"],
  ])("find in %s what must not be there", (path, text, rule) => {
    expect(sourceRules(path, text)).toEqual([rule]);
  });

  it.each([
    ["app/(ops)/shipments/[shipmentId]/page.tsx", ""],
    ["app/api/auth/[...nextauth]/route.ts", ""],
    ["next.config.ts", "process.env.NEXT_DIST_DIR"],
    ["lib/domain/x.ts", "// Date.now() would make this impure\nconst at = new Date(0);"],
  ])("find nothing wrong in %s", (path, text) => {
    expect(sourceRules(path, text)).toEqual([]);
  });
});
