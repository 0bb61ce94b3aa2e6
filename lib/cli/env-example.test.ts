import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const namesIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? "");

describe(".env.example", () => {
  it("explains every setting that Milepost or its compose file reads, and no other", () => {
    const own = namesIn(read("lib/env.ts"), /^ {2}([A-Z][A-Z_]+):/gm).filter((name) => name !== "NODE_ENV");
    const composed = namesIn(read("docker-compose.yml"), /\$\{([A-Z_]+)/g);
    const known = [...new Set([...own, ...composed])];
    const explained = namesIn(read(".env.example"), /^([A-Z][A-Z_]+)=/gm);
    expect(own.length).toBeGreaterThan(5);
    expect(explained.sort()).toEqual(known.sort());
  });
});
