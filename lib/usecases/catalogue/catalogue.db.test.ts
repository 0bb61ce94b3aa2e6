import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { catalogueChange, catalogueVersion } from "@/db/schema/catalogue";
import { event } from "@/db/schema/event";
import { exception } from "@/db/schema/exception";
import { messageState } from "@/db/schema/inbox";
import { shipmentState } from "@/db/schema/shipment";
import { CONNECTORS } from "@/lib/connectors/registry";
import type { Role } from "@/lib/domain/access/role";
import type { SourceKind } from "@/lib/domain/catalogue/catalogue";
import { CATALOGUE_SEEDS } from "@/lib/domain/catalogue/seeds";
import { switchConnection } from "@/lib/usecases/connections/switch-connection";
import type { Context } from "@/lib/usecases/context";
import { replayMessage } from "@/lib/usecases/messages/replay-message";
import { rebuildProjections } from "@/lib/usecases/pipeline/rebuild-projections";
import { type PipelineWorld, pipelineWorld } from "@/lib/usecases/pipeline/testing/pipeline-world";
import { status, tender } from "@/lib/usecases/pipeline/testing/x12-text";
import { auditLogPage } from "@/lib/usecases/views/audit/audit-log";
import { cataloguePage } from "@/lib/usecases/views/catalogue/catalogue-page";
import { askCatalogueChange } from "./ask-catalogue-change";
import { decideCatalogueChange } from "./decide-catalogue-change";
import { exportCatalogue } from "./export-catalogue";

let world: PipelineWorld;
let tms: string;
let carrier: string;
let shop: string;
const reason = "agreed with the partner";

beforeAll(async () => {
  world = await pipelineWorld(() => new Date("2026-11-18T18:00:00Z"));
  tms = await world.addConnection({ name: "TMS", partnerKind: "tms" });
  carrier = await world.addConnection({ name: "RDFX", carrierScac: "RDFX" });
  shop = await world.addConnection({ name: "Web | shop", partnerKind: "shop" });
});
afterAll(() => world.close());

const as = (name: string, role: Role): Context => ({
  db: world.db,
  now: () => new Date("2026-11-18T18:00:00Z"),
  actor: { kind: "user", id: name, name, email: `${name}@acme.example`, role, companyId: world.companyId },
});
const it_ = () => as("Noor", "it");
const lead = () => as("Lena", "lead");
const other = () => as("Ada", "admin");

const termsOf = async (key: string) => {
  const line = (await cataloguePage(lead())).entries.find((entry) => entry.key === key);
  if (!line) throw new Error(`no entry ${key}`);
  return line;
};
const ask = async (ctx: Context, mayState: readonly SourceKind[], key = "milestone:delivered" as const) => {
  const { terms, version } = await termsOf(key);
  const change = { ...terms, clocks: [...terms.clocks], mayState: [...mayState] };
  return askCatalogueChange(ctx, { key, expectedVersion: version, terms: change, reason });
};
const decide = (ctx: Context, changeId: string, decision: "approve" | "reject" | "withdraw") =>
  decideCatalogueChange(ctx, { changeId, decision, reason });

describe("a change of the catalogue", () => {
  beforeEach(async () => {
    await world.db
      .update(catalogueChange)
      .set({ state: "withdrawn" })
      .where(eq(catalogueChange.state, "open"));
  });

  it("is decided by a second person, never by who asked, and only by who may", async () => {
    const id = await ask(lead(), ["carrier", "person"]);
    await expect(decide(lead(), id, "approve")).rejects.toMatchObject({ code: "forbidden" });
    await expect(decide(it_(), id, "approve")).rejects.toMatchObject({ code: "forbidden" });
    await expect(decide(as("Dirk", "dispatcher"), id, "reject")).rejects.toMatchObject({ code: "forbidden" });
    await expect(decide(other(), id, "withdraw")).rejects.toMatchObject({ code: "forbidden" });
    expect((await termsOf("milestone:delivered")).version).toBe(0);
    await decide(other(), id, "reject");
    await expect(decide(other(), id, "approve")).rejects.toMatchObject({ code: "conflict" });
    expect(await world.db.select().from(catalogueVersion)).toEqual([]);
  });

  it("waits alone: a second one of the same entry is refused until the first is decided or taken back", async () => {
    const id = await ask(it_(), ["carrier"]);
    await expect(ask(lead(), ["person"])).rejects.toMatchObject({ code: "conflict" });
    await decide(it_(), id, "withdraw");
    await expect(ask(lead(), ["person"])).resolves.toBeTypeOf("string");
  });

  it("is refused when nothing differs, when nobody could state it, and against another version", async () => {
    const { terms } = await termsOf("milestone:delivered");
    await expect(ask(it_(), terms.mayState)).rejects.toMatchObject({ code: "invalid" });
    await expect(ask(it_(), [])).rejects.toMatchObject({ code: "invalid" });
    const input = { key: "milestone:delivered" as const, expectedVersion: 7, reason };
    const change = { ...terms, clocks: [...terms.clocks], mayState: ["shop" as const] };
    await expect(askCatalogueChange(it_(), { ...input, terms: change })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("is asked for and approved once however many press at once, each with its row in the audit log", async () => {
    const asked = await Promise.allSettled(
      [1, 2, 3].map(() => ask(it_(), ["carrier", "3pl"], "milestone:delivered")),
    );
    const [made] = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(asked.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const decided = await Promise.allSettled(
      [lead(), other()].map((ctx) => decide(ctx, made ?? "", "approve")),
    );
    expect(decided.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const line = await termsOf("milestone:delivered");
    expect(line).toMatchObject({
      version: 1,
      terms: { mayState: ["3pl", "carrier"] },
      changed: { askedBy: "Noor" },
    });
    const { rows } = await auditLogPage(lead(), { action: "catalogue.approve" });
    expect(rows).toMatchObject([
      { subjectId: "milestone:delivered", reason, after: { askedBy: "Noor", version: 1 } },
    ]);
  });
});

describe("a source that may not state a milestone", () => {
  const shipment = async () => (await world.db.select().from(shipmentState))[0];
  const conflicts = async () =>
    world.db.select().from(exception).where(eq(exception.kind, "conflicting_sources"));
  let told: string | undefined;

  it("moves no status: the event is kept, marked, and an exception names it", async () => {
    await world.receive(tms, tender("L1"));
    await world.receive(carrier, status("L1", "AF", "20261118*0930"));
    [told] = await world.receive(shop, status("L1", "D1", "20261118*1200", { city: "DALLAS*TX" }));
    await world.drain();
    expect(await shipment()).toMatchObject({
      status: "picked_up",
      stage: "in_transit",
      attentionKind: "conflict",
    });
    const marked = await world.db.select().from(event).where(eq(event.connectionId, shop));
    expect(marked).toMatchObject([{ milestone: "delivered", unentitledUnder: 1 }]);
    expect(await conflicts()).toMatchObject([
      { state: "open", summary: "Delivered is told by a source that may not state it" },
    ]);
  });

  it("leaves the same state when everything is folded anew", async () => {
    const rebuilt = await rebuildProjections(world.deps, null, () => undefined);
    expect(rebuilt.after).toBe(rebuilt.before);
    expect(await shipment()).toMatchObject({ status: "picked_up" });
  });

  it("counts once it may, after its message is replayed, and the exception closes", async () => {
    await decide(lead(), await ask(it_(), ["carrier", "shop"]), "approve");
    expect(await shipment()).toMatchObject({ status: "picked_up" });
    const [state] = await world.db
      .select()
      .from(messageState)
      .where(eq(messageState.messageId, told ?? ""));
    await replayMessage(other(), { messageId: told ?? "", version: state?.version ?? 0 });
    await world.drain();
    expect(await shipment()).toMatchObject({ status: "delivered" });
    expect(await conflicts()).toMatchObject([{ state: "resolved" }]);
    const rebuilt = await rebuildProjections(world.deps, null, () => undefined);
    expect(rebuilt.after).toBe(rebuilt.before);
  });
});

describe("the catalogue as a file", () => {
  it("holds every object, milestone and interface, as CSV and as Markdown that no name can break out of", async () => {
    const csv = await exportCatalogue(lead(), "csv");
    expect(csv.text.trimEnd().split("\r\n")).toHaveLength(1 + CATALOGUE_SEEDS.length + 3);
    expect(csv.text).toContain(
      'milestone,Delivered,Carrier,"Carrier, Shop",At once,30 min,Dispatch,Delivery,',
    );
    const markdown = await exportCatalogue(lead(), "markdown");
    expect(markdown.text).toContain("## Interfaces");
    expect(markdown.text).toContain("| Web \\| shop (x12) | Shop |");
    const { rows } = await auditLogPage(lead(), { action: "catalogue.export" });
    expect(rows.map(({ subjectId }) => subjectId)).toEqual(["markdown", "csv"]);
  });

  it("names who changed an interface last, and where the tests of its reader stand", async () => {
    await switchConnection(other(), { connectionId: carrier, expectedVersion: 1, enabled: false, reason });
    const { interfaces } = await cataloguePage(lead());
    expect(interfaces?.find(({ name }) => name === "RDFX")).toMatchObject({
      ...{ dialect: "x12", version: 2, mapping: expect.stringMatching(/^x12\/\d+\+0$/), changedBy: "Ada" },
      ...{ changedAt: "2026-11-18T18:00:00Z", tests: "lib/connectors/x12" },
    });
  });

  it("finds tests for the reader of every dialect there is", () => {
    for (const { dialect } of CONNECTORS) {
      const files = readdirSync(fileURLToPath(new URL(`../../connectors/${dialect}`, import.meta.url)));
      expect([dialect, files.some((file) => file.endsWith(".test.ts"))]).toEqual([dialect, true]);
    }
  });

  it("leaves the interfaces out for who may not see connections", async () => {
    expect((await cataloguePage(as("Cas", "customer_service"))).interfaces).toBeNull();
    expect((await exportCatalogue(as("Cas", "customer_service"), "markdown")).text).not.toContain(
      "Interfaces",
    );
  });
});
