import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseFile } from "./parse-file";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "milepost-parse-file-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe("reading a file as a partner message", () => {
  it("reads all of it, also past the head it is recognised by", async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => `SO-${index},delivered,2031-03-02`);
    const { parsed, readable } = await parseFile(
      await file("long.csv", ["order,status,date", ...rows].join("\n")),
    );
    expect(readable).toBe(true);
    expect(parsed.events).toHaveLength(2_000);
  });

  it("that nobody recognises is an answer, not a failure", async () => {
    const { parsed, readable } = await parseFile(await file("note.txt", "Dear carrier"));
    expect(readable).toBe(true);
    expect(parsed.problems[0]?.code).toBe("not_edi");
  });

  it("that is missing or a folder says so instead of throwing", async () => {
    const missing = await parseFile(join(folder, "gone.edi"));
    expect(missing).toMatchObject({ readable: false, parsed: { outcome: "quarantine" } });
    expect(missing.parsed.problems[0]?.code).toBe("not_found");
    expect((await parseFile(folder)).parsed.problems[0]?.code).toBe("not_a_file");
  });
});
