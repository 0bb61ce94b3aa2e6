import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { connection } from "@/db/schema/connection";
import { odooConnection } from "@/db/schema/odoo";
import { inTransaction } from "@/db/transaction";
import { DEFAULT_ODOO_SETTINGS } from "@/lib/domain/odoo/connection";
import { askCatalogueChange } from "@/lib/usecases/catalogue/ask-catalogue-change";
import { readCatalogue } from "@/lib/usecases/catalogue/read-catalogue";
import { createPolicy } from "@/lib/usecases/clocks/create-policy";
import { enqueueCommand } from "@/lib/usecases/commands/enqueue-command";
import { addConnection } from "@/lib/usecases/connections/add-connection";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import type { Context } from "@/lib/usecases/context";
import { planBulk } from "@/lib/usecases/exceptions/bulk/plan-bulk";
import { storeMessages } from "@/lib/usecases/inbox/store-messages";
import { saveContact } from "@/lib/usecases/notices/save-contact";
import { saveSubscription } from "@/lib/usecases/notices/save-subscription";
import { saveTemplate } from "@/lib/usecases/notices/save-template";
import { runReprocess, runShard, SHARDS } from "@/lib/usecases/pipeline/run-pipeline";
import { status, tender } from "@/lib/usecases/pipeline/testing/x12-text";
import { saveView } from "@/lib/usecases/saved-views/save-view";
import type { ForeignIds } from "./forged-input";

/** Rows of every kind a person can act on, each made as it is made in earnest, and their ids by the names of the fields that take them. */
export async function foreignRows(ctx: Context, mark: string): Promise<ForeignIds> {
  const person = await personOf(ctx, "lead");
  const partner = await addConnection(ctx, secretKey(), {
    ...{ slug: "kestrel-tms", name: `${mark} TMS`, dialect: "x12", partnerKind: "tms" },
    ...{ verification: { scheme: "bearer" }, mayCreateShipments: true },
  });
  const [messageId = "", unknown = ""] = await messages(ctx, partner.id, mark);
  const odooId = await odoo(ctx, mark);
  const policyId = await createPolicy(ctx, {
    ...{
      kind: "pod",
      scope: { customer: mark },
      name: `${mark} proof`,
      budgetMinutes: 60,
      earlyMinutes: null,
    },
    ...{ atRiskMinutes: 10, calendar: null, pauses: [], reason: "for the matrix" },
  });
  const view = await saveView(person, { page: "shipments", name: mark, query: "q=1", sharedWithRole: null });
  const subscriptionId = uuidv7();
  const rule = { kinds: [], minSeverity: "low", customers: [mark], carriers: [], reach: "all" } as const;
  await saveSubscription(
    person,
    {
      ...{
        subscriptionId,
        expectedVersion: 0,
        owner: "me",
        role: null,
        name: mark,
        channel: "in_app",
        url: null,
      },
      ...{
        enabled: true,
        rule: {
          ...rule,
          kinds: [],
          customers: [mark],
          carriers: [],
          digestMinutes: null,
          quiet: null,
          zone: "UTC",
        },
      },
    },
    secretKey(),
  );
  await saveTemplate(ctx, {
    ...{ customer: mark, language: "en", milestone: "delivered", enabled: true, expectedVersion: 0 },
    ...{ subject: `${mark} delivered`, body: "It is there." },
  });
  await saveContact(ctx, {
    ...{
      customer: mark,
      language: "en",
      addresses: ["desk@kestrel.example"],
      enabled: true,
      expectedVersion: 0,
    },
  });
  const entry = (await readCatalogue(ctx.db, ctx.actor.companyId)).get("milestone:delivered");
  if (!entry) throw new Error("no catalogue");
  const changeId = await askCatalogueChange(person, {
    ...{ key: "milestone:delivered", expectedVersion: 0, reason: "for the matrix" },
    terms: { ...entry.terms, clocks: [...entry.terms.clocks], mayState: ["carrier"] },
  });
  const run = await planBulk(person, { filter: { tab: "open" }, input: { action: "acknowledge" } });
  const command = await inTransaction(ctx.db, (tx) => enqueueCommand(tx, ctx, postNote(odooId, mark)));
  return {
    ...{
      id: messageId,
      messageId,
      unknownId: unknown,
      connectionId: partner.id,
      slug: "kestrel-tms",
      connection: "kestrel-tms",
    },
    ...{
      odooId,
      policyId,
      viewId: view.id,
      subscriptionId,
      changeId,
      runId: run.id,
      commandId: command.id,
      customer: mark,
    },
    ...{ userId: actorIdOf(person), assigneeId: actorIdOf(person) },
    ...(await found(ctx)),
  };
}

const actorIdOf = ({ actor }: Context): string => (actor.kind === "user" ? actor.id : "");

async function personOf(ctx: Context, role: "lead"): Promise<Context> {
  const { companyId } = ctx.actor;
  const { rows } = await ctx.db.execute<{ id: string; name: string; email: string }>(
    sql`select id, name, email from app_user where company_id = ${companyId} and role = ${role}`,
  );
  const [row] = rows;
  if (!row) throw new Error("nobody has the role");
  return { ...ctx, actor: { kind: "user", companyId, role, ...row } };
}

/** A load with a tender nobody answered, and a status nobody knows. */
async function messages(ctx: Context, connectionId: string, mark: string): Promise<string[]> {
  const bodies = [
    tender("KL1").replaceAll("Brouwer Foods", `${mark} Foods`),
    status("KL9", "AF", "20261118*0930"),
  ];
  const given = bodies.map((body) => ({ connectionId, body: Buffer.from(body), transport: "cli" as const }));
  const stored = await storeMessages(ctx.db, ctx.actor.companyId, given, new Date());
  for (let busy = true; busy; ) {
    busy = false;
    for (const shard of SHARDS) busy = (await runShard(ctx, shard)).messages > 0 || busy;
    busy = (await runReprocess(ctx)).messages > 0 || busy;
  }
  return stored.map((one) => one.messageId);
}

async function odoo({ db, actor: { companyId } }: Context, mark: string): Promise<string> {
  const connectionId = uuidv7();
  await db.insert(connection).values({
    ...{
      id: connectionId,
      companyId,
      slug: "kestrel-odoo",
      name: `${mark} Odoo`,
      dialect: "odoo",
      partnerKind: "erp",
    },
    ...{ verification: { scheme: "none" }, maxBodyBytes: 1_024 },
  });
  await db.insert(odooConnection).values({
    ...{
      companyId,
      connectionId,
      baseUrl: "http://127.0.0.1:9",
      database: "kestrel",
      settings: DEFAULT_ODOO_SETTINGS,
    },
  });
  return connectionId;
}

function postNote(connectionId: string, mark: string): Parameters<typeof enqueueCommand>[2] {
  return {
    ...{ kind: "status_note", connectionId, businessKey: ["1", mark] },
    payload: { companyId: 1, pickingId: 1, text: mark },
  };
}

/** What was made on the way. */
async function found({ db, actor: { companyId } }: Context): Promise<ForeignIds> {
  const first = async (table: string, column = "id") => {
    const { rows } = await db.execute<{ value: string }>(sql`
      select ${sql.identifier(column)}::text as value from ${sql.identifier(table)} where company_id = ${companyId} order by 1 limit 1`);
    if (!rows[0]) throw new Error(`the company has no ${table}`);
    return rows[0].value;
  };
  const number = await first("shipment", "number");
  return {
    ...{ shipmentId: await first("shipment"), shipmentNumber: number, shipment: number, number },
    ...{
      eventId: await first("event"),
      exceptionId: await first("exception"),
      outboundId: await first("outbound_message"),
    },
    ...{ secretId: await first("connection_secret"), requestId: uuidv7(), noticeId: uuidv7() },
  };
}
