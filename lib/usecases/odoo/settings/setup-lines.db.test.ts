import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/lib/domain/access/role";
import { type OdooFixture, odooFixture } from "@/lib/usecases/views/odoo/testing/odoo-fixture";
import { setupLines } from "./setup-lines";

let fixture: OdooFixture;
beforeAll(async () => {
  fixture = await odooFixture();
});
afterAll(() => fixture.close());

/** Nothing listens on this port. */
const NOBODY = "http://127.0.0.1:1";

async function eventsAs(role: Role) {
  const input = {
    slug: "odoo-two",
    baseUrl: NOBODY,
    database: "x",
    adminLogin: "admin",
    adminPassword: "pa55word",
  };
  const text = await new Response(setupLines(fixture.contextOf(role), randomBytes(32), input)).text();
  return {
    text,
    events: text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  };
}

describe("a set-up as it goes", () => {
  it("tells each step as it begins and ends, then how it ended, and never the password", async () => {
    const { text, events } = await eventsAs("it");
    expect(events.map((event) => [event.kind, event.step?.id, event.step?.state])).toEqual([
      ["step", "server", "running"],
      ["step", "server", "failed"],
      ["ended", undefined, undefined],
    ]);
    expect(events.at(-1).report).toMatchObject({ ok: false, connectionId: null });
    expect(text).not.toContain("pa55word");
  });

  it("is refused in words for who may not set up an Odoo", async () => {
    const { events } = await eventsAs("lead");
    expect(events).toEqual([{ kind: "refused", message: expect.stringContaining("connection.manage") }]);
  });
});
