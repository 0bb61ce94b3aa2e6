import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FilePortion, parseFile } from "./parse-file";

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

async function read(path: string) {
  const portions: FilePortion[] = [];
  const reading = parseFile(path);
  let next = await reading.next();
  while (!next.done) {
    portions.push(next.value);
    next = await reading.next();
  }
  const codes = portions.flatMap((portion) => portion.problems.map((problem) => problem.code));
  return { ...next.value, portions, codes, events: portions.flatMap((portion) => portion.events) };
}

describe("reading a file as a partner message", () => {
  it("reads all of it, also past the head it is recognised by", async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => `SO-${index},delivered,2031-03-02`);
    const found = await read(await file("long.csv", ["order,status,date", ...rows].join("\n")));
    expect(found).toMatchObject({ format: "csv", outcome: "events", readable: true });
    expect(found.events).toHaveLength(2_000);
  });

  it("hands on a large interchange in portions, so that it need not fit in memory", async () => {
    const found = await read(await file("large.edi", interchange(9_000)));
    expect(found).toMatchObject({ format: "x12", outcome: "events", readable: true, codes: [] });
    expect(found.events).toHaveLength(9_000);
    expect(found.portions.length).toBeGreaterThan(2);
  });

  it("that nobody recognises is an answer, not a failure", async () => {
    const found = await read(await file("note.txt", "Dear carrier"));
    expect(found).toMatchObject({ outcome: "quarantine", readable: true, codes: ["not_edi"] });
  });

  it("that is missing or a folder says so instead of throwing", async () => {
    expect(await read(join(folder, "gone.edi"))).toMatchObject({ readable: false, codes: ["not_found"] });
    expect(await read(folder)).toMatchObject({ readable: false, codes: ["not_a_file"] });
  });
});

/** One interchange of status messages, a delivery each. */
function interchange(sets: number): string {
  const messages = Array.from({ length: sets }, (_, index) => {
    const control = String(index + 1).padStart(9, "0");
    return [
      `ST*214*${control}`,
      `B10*PRO${control}*LOAD${control}*ABCD`,
      "LX*1",
      "AT7*D1*NS***20310302*1405*LT",
      `SE*5*${control}`,
    ].join("~");
  });
  return [
    "ISA*00*          *00*          *02*ABCD           *ZZ*ACME           *310302*1500*U*00401*000000001*0*P*>",
    "GS*QM*ABCD*ACME*20310302*1500*1*X*004010",
    ...messages,
    `GE*${sets}*1`,
    "IEA*1*000000001",
    "",
  ].join("~");
}
