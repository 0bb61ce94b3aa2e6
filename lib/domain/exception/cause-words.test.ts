import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { causeTitle } from "./cause-words";

/** Codes that readers give an error: those keep a whole message from being read. */
function errorCodes(): string[] {
  const files = readdirSync(join(process.cwd(), "lib/connectors"), { recursive: true, encoding: "utf8" });
  const text = files
    .filter((name) => name.endsWith(".ts") && !name.includes("test"))
    .map((name) => readFileSync(join(process.cwd(), "lib/connectors", name), "utf8"))
    .join("\n");
  return [
    ...new Set([...text.matchAll(/code: "([a-z_]+)",\s*severity: "error"/g)].map(([, code]) => code ?? "")),
  ];
}

describe("the title of many failures", () => {
  it("says what failed in words, for every code a reader gives", () => {
    const codes = errorCodes();
    expect(codes.length).toBeGreaterThan(4);
    for (const code of codes)
      expect(causeTitle("quarantined_message", code, code), code).not.toContain(code.replaceAll("_", " "));
    expect(causeTitle("quarantined_message", "invalid_structure", "invalid structure")).toBe(
      "Messages can't be read: it is not built as agreed",
    );
    expect(causeTitle("unmatched_message", "unknown_reference", "unknown reference")).toBe(
      "Messages fit no shipment: the number it names is not known here",
    );
  });

  it("keeps what Odoo said, and says a code it does not know", () => {
    expect(causeTitle("command_rejected", "invalid: …", "the period is closed")).toBe("The period is closed");
    expect(causeTitle("quarantined_message", "new_fault", "new fault")).toBe(
      "Messages can't be read: new fault",
    );
  });
});
