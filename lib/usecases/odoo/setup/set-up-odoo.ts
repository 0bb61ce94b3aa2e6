import type { z } from "zod";
import { makePullsDue } from "@/db/queries/odoo/change-odoo";
import { type OdooOwner, updateOdooConnection } from "@/db/queries/odoo/odoo-connection";
import { whileAlone } from "@/db/queries/odoo/odoo-connection-lock";
import { ensurePulls } from "@/db/queries/odoo/pull-lease";
import { inTransaction } from "@/db/transaction";
import type { OdooServer } from "@/lib/connectors/odoo/client/detect-server";
import { OdooError } from "@/lib/connectors/odoo/client/odoo-error";
import { type OdooAdmin, odooAdmin } from "@/lib/connectors/odoo/setup/admin";
import { knownFields, stateLabels } from "@/lib/connectors/odoo/setup/known-fields";
import { ensureReaderAccess, type ReaderAccess } from "@/lib/connectors/odoo/setup/reader-access";
import { askServer } from "@/lib/connectors/odoo/setup/server-link";
import { type OdooSession, openSession } from "@/lib/connectors/odoo/setup/session";
import {
  type SetUpOdooInput,
  type SetupReport,
  type SetupStep,
  setUpOdooInput,
} from "@/lib/contracts/odoo/setup-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { ConflictError } from "@/lib/domain/app-error";
import type { OdooFields } from "@/lib/domain/odoo/connection";
import { appendAudit } from "@/lib/usecases/audit/append-audit";
import { readInput } from "@/lib/usecases/connections/read-input";
import type { Context } from "@/lib/usecases/context";
import { checkAccess } from "./check-access";
import { type EnsuredKey, ensureKey } from "./ensure-key";
import { installHints } from "./install-hints";
import { keepConnection } from "./keep-connection";
import { SetupSteps, SetupStoppedError } from "./setup-steps";

interface Run {
  readonly ctx: Context;
  readonly secretKey: Buffer;
  readonly input: z.output<typeof setUpOdooInput>;
  readonly steps: SetupSteps;
}

/**
 * Sets an Odoo up for Milepost: users, rules, keys, webhooks, and everything checked. Every step looks first and repeats safely. The administrator's
 * password is used here and kept nowhere.
 *
 * @param onStep is told each step twice, when it begins and as it ended.
 * @returns how the steps ended. What an Odoo refuses is in them and not thrown.
 * @throws {ConflictError} when a setup of the same connection is under way.
 */
export async function setUpOdoo(
  ctx: Context,
  secretKey: Buffer,
  given: SetUpOdooInput,
  onStep: (step: SetupStep) => void = () => undefined,
): Promise<SetupReport> {
  requirePermission(ctx.actor, "connection.manage");
  const input = readInput(setUpOdooInput, given);
  const run: Run = { ctx, secretKey, input, steps: new SetupSteps(onStep) };
  const lock = `odoo setup ${ctx.actor.companyId} ${input.slug}`;
  const report = await whileAlone(ctx.db, lock, () => runSteps(run));
  if (!report) throw new ConflictError("This Odoo is being set up already. Nothing was done; wait for it.");
  return report;
}

async function runSteps(run: Run): Promise<SetupReport> {
  const { input, steps } = run;
  let owner: OdooOwner | undefined;
  let session: OdooSession | undefined;
  try {
    const server = await steps.run("server", () => findServer(input.baseUrl));
    const signedIn = await steps.run("sign_in", () => signIn(input));
    session = signedIn.session;
    owner = await steps.run("connection", () => keep(run, signedIn.databaseUuid));
    await prepare(run, { server, owner, admin: odooAdmin(session) });
  } catch (error) {
    if (!(error instanceof SetupStoppedError)) throw error;
  } finally {
    // An open session ends by itself; a failure to end it hides nothing.
    await session?.close().catch(() => undefined);
  }
  const ok = steps.ended.every((step) => step.state !== "failed");
  return { slug: input.slug, connectionId: owner?.connectionId ?? null, ok, steps: steps.ended };
}

async function findServer(baseUrl: string) {
  const server = await askServer(baseUrl);
  return { value: server, text: `Odoo ${server.version} at ${baseUrl}.` };
}

async function signIn({ baseUrl, database, adminLogin, adminPassword }: Run["input"]) {
  const session = await openSession({ baseUrl, database, login: adminLogin, password: adminPassword });
  try {
    const databaseUuid = await databaseUuidOf(session);
    const text = `Signed in as ${adminLogin}; the password is not kept.`;
    return { value: { session, databaseUuid }, text };
  } catch (error) {
    if (!(error instanceof OdooError && error.kind === "permission")) throw error;
    throw new OdooError("permission", `${adminLogin} is no administrator (Settings). Sign in as one.`);
  }
}

/** By which Odoo tells its database from every other. Only administrators may read it. */
async function databaseUuidOf(session: OdooSession): Promise<string | null> {
  const wanted = [["key", "=", "database.uuid"]] as const;
  const [parameter] = await odooAdmin(session).find("ir.config_parameter", wanted, ["value"]);
  return typeof parameter?.value === "string" && parameter.value !== "" ? parameter.value : null;
}

async function keep({ ctx, input }: Run, databaseUuid: string | null) {
  const { owner, made } = await keepConnection(ctx, input, databaseUuid);
  return { value: owner, text: `${input.slug} ${made ? "was added" : "was there already"}.` };
}

interface Prepared {
  readonly server: OdooServer;
  readonly owner: OdooOwner;
  readonly admin: OdooAdmin;
}

async function prepare(run: Run, { server, owner, admin }: Prepared): Promise<void> {
  const { ctx, secretKey, input, steps } = run;
  const access = await steps.run("access", () => grantReading(admin));
  const { slug, newKeys } = input;
  const work = { ctx, secretKey, owner, slug, server, admin, readerGroup: access.groupId, newKeys };
  const reader = await steps.run("reader", async () => keyOutcome(await ensureKey(work, "reader")));
  const actor = await steps.run("actor", async () => keyOutcome(await ensureKey(work, "actor")));
  const fields = await steps.run("fields", () => learnFields(run, { server, owner, access, reader }));
  await steps.run("permissions", () => checkAccess(reader.link, actor.link, fields));
  const hints = await steps.run("webhooks", () => installHints({ ...input, ctx, secretKey, owner, admin }));
  await steps.run("schedule", () => schedule(run, { server, owner, fields, hints }));
}

async function grantReading(admin: OdooAdmin) {
  const access = await ensureReaderAccess(admin);
  const missing = access.absent.length > 0 ? ` Not installed here: ${access.absent.join(", ")}.` : "";
  const changed = access.changed === 0 ? "all as they were" : `${access.changed} added or put right`;
  return { value: access, text: `${access.models.length} models may be read, ${changed}.${missing}` };
}

function keyOutcome(key: EnsuredKey) {
  const end = key.expiresAt ? `ends on ${key.expiresAt.toISOString().slice(0, 10)}` : "has no end";
  return {
    value: key,
    text: `${key.login}: its key ${key.minted ? "is new and" : "still holds and"} ${end}.`,
  };
}

async function learnFields(
  { ctx }: Run,
  found: Omit<Prepared, "admin"> & { readonly access: ReaderAccess; readonly reader: EnsuredKey },
) {
  const { server, owner, access, reader } = found;
  const fields = await knownFields(reader.link.client, access.models);
  const labels = await stateLabels(reader.link.client, access.models);
  await updateOdooConnection(ctx.db, owner, {
    fields,
    stateLabels: labels,
    serverVersion: server.version,
    transport: reader.link.client.transport,
    checkedAt: ctx.now(),
  });
  const count = Object.values(fields).reduce((sum, names) => sum + names.length, 0);
  const languages = new Set(Object.values(labels).flatMap(Object.values).flatMap(Object.keys)).size;
  const over = reader.link.client.transport === "json2" ? "JSON-2" : "JSON-RPC";
  const spoken = languages === 1 ? "1 language" : `${languages} languages`;
  return { value: fields, text: `${count} fields over ${over}, state labels in ${spoken}.` };
}

async function schedule(
  { ctx, input }: Run,
  known: Omit<Prepared, "admin"> & { readonly fields: OdooFields; readonly hints: boolean },
) {
  const { owner, server, fields, hints } = known;
  const models = Object.keys(fields);
  await inTransaction(ctx.db, async (tx) => {
    await ensurePulls(tx, owner, models, ctx.now());
    await makePullsDue(tx, owner, ctx.now());
    const { slug, baseUrl, database, adminLogin } = input;
    const after = {
      slug,
      baseUrl,
      database,
      adminLogin,
      version: server.version,
      models: models.length,
      hints,
    };
    const subject = { kind: "connection", id: owner.connectionId };
    await appendAudit(tx, ctx.actor, { action: "odoo.setup", subject, after }, ctx.now());
  });
  return { value: true, text: `${models.length} models are scheduled; a running worker begins at once.` };
}
