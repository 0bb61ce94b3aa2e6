import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "milepost-parse-"));
  writeFileSync(join(folder, "status.csv"), "order,status,date\nSO-1,delivered,2031-03-02\n");
  writeFileSync(join(folder, "empty.edi"), "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The program as a person calls it, with no settings in its environment. */
function milepost(...args: string[]) {
  const run = spawnSync(process.execPath, ["--import", "tsx", "lib/cli/main.ts", ...args], {
    encoding: "utf8",
    env: { NODE_ENV: "test" },
  });
  const lines = run.stdout.split("\n").filter((line) => line !== "");
  return { code: run.status, lines, stderr: run.stderr.trim() };
}

describe("milepost parse", () => {
  it("answers one line per file in order, without a database or a setting", () => {
    const files = [join(folder, "status.csv"), join(folder, "empty.edi")];
    const run = milepost("parse", ...files);
    const rows = run.lines.map((line) => JSON.parse(line));
    expect(rows.map((row) => [row.file, row.outcome])).toEqual([
      [files[0], "events"],
      [files[1], "quarantine"],
    ]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
  });

  it("answers for a missing file too, and exits 1", () => {
    const run = milepost("parse", join(folder, "gone.edi"), join(folder, "status.csv"));
    const [first] = run.lines.map((line) => JSON.parse(line));
    expect(first.problems[0].code).toBe("not_found");
    expect(run.lines).toHaveLength(2);
    expect(run.code).toBe(1);
    expect(run.stderr.split("\n")).toHaveLength(1);
  });
});

describe("milepost", () => {
  it("exits 2 on wrong usage, with one line", () => {
    for (const args of [["parse"], ["parse", "--colour"], ["teleport"]]) {
      const run = milepost(...args);
      expect(run.code).toBe(2);
      expect(run.stderr.split("\n")).toHaveLength(1);
    }
  });

  it("exits 0 when asked for help", () => {
    expect(milepost("help", "parse")).toMatchObject({ code: 0, stderr: "" });
  });
});
