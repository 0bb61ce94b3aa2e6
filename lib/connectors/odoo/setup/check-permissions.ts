import type { OdooFields } from "@/lib/domain/odoo/connection";
import type { OdooClient } from "../client/odoo-client";
import { OdooError } from "../client/odoo-error";
import type { OdooTransport } from "../client/transport";

/** One permission looked at: `held` is as it should be. */
export interface PermissionCheck {
  readonly subject: string;
  readonly held: boolean;
  readonly message: string;
}

type Operation = "read" | "write" | "create" | "unlink";

/** What the commands need. */
const ACTOR_MUST: readonly (readonly [string, Operation])[] = [
  ["stock.picking", "write"],
  ["mail.message", "create"],
  ["ir.attachment", "create"],
  ["sale.order", "read"],
  ["sale.advance.payment.inv", "create"],
  ["account.move", "create"],
  ["account.move", "write"],
  ["account.move.line", "create"],
];

/** What neither of the two users may ever do. */
const NOBODY_MAY: readonly (readonly [string, Operation])[] = [
  ["res.users", "write"],
  ["res.users", "create"],
  ["res.groups", "write"],
  ["ir.model.access", "create"],
  ["ir.rule", "write"],
  ["ir.config_parameter", "write"],
  ["ir.actions.server", "create"],
  ["base.automation", "create"],
  ["ir.module.module", "write"],
  ["res.company", "write"],
  ["stock.landed.cost", "create"],
  ["sale.order", "unlink"],
  ["account.account", "write"],
  ["account.journal", "write"],
];

/** Every internal user may write these, each on documents it may change: for the reader there are none. */
const OWN_ONLY: readonly string[] = ["ir.attachment", "mail.message"];

/** The reader reads every model of the mirror, one record each, with the fields that will be asked for. */
export async function checkReading(client: OdooClient, fields: OdooFields): Promise<PermissionCheck[]> {
  const checks: PermissionCheck[] = [];
  for (const [model, names] of Object.entries(fields)) {
    const subject = `reader reads ${model}`;
    try {
      await client.searchRead(model, [], names.length > 0 ? names : ["id"], { limit: 1, order: "id" });
      checks.push({ subject, held: true, message: "yes" });
    } catch (error) {
      if (!isAnswer(error)) throw error;
      checks.push({ subject, held: false, message: error.message });
    }
  }
  return checks;
}

/**
 * The reader writes nothing: Odoo is asked for its rights on every model, and one real write of nothing on a record is tried and has to be refused.
 */
export async function checkNoWriting(
  reader: OdooTransport,
  models: readonly string[],
): Promise<PermissionCheck[]> {
  const checks: PermissionCheck[] = [];
  for (const model of models.filter((name) => !OWN_ONLY.includes(name))) {
    const held: Operation[] = [];
    for (const operation of ["write", "create", "unlink"] as const) {
      if (await hasAccess(reader, model, operation)) held.push(operation);
    }
    const message = held.length === 0 ? "nothing" : `may ${held.join(", ")}`;
    checks.push({ subject: `reader changes ${model}`, held: held.length === 0, message });
  }
  return [...checks, await checkRefusedWrite(reader)];
}

/** The actor may what the commands need and nothing that could reconfigure Odoo. */
export async function checkActing(actor: OdooTransport): Promise<PermissionCheck[]> {
  const checks: PermissionCheck[] = [];
  for (const [model, operation] of ACTOR_MUST) {
    const held = (await hasAccess(actor, model, operation)) === true;
    checks.push({
      subject: `actor may ${operation} ${model}`,
      held,
      message: held ? "yes" : "no, and has to",
    });
  }
  for (const [model, operation] of NOBODY_MAY) {
    const held = (await hasAccess(actor, model, operation)) !== true;
    checks.push({
      subject: `actor may not ${operation} ${model}`,
      held,
      message: held ? "refused" : "it may; take its extra groups away",
    });
  }
  return checks;
}

async function checkRefusedWrite(reader: OdooTransport): Promise<PermissionCheck> {
  const subject = "a write by the reader";
  try {
    const id = await anyPicking(reader);
    if (id === undefined) return { subject, held: true, message: "no delivery to try it on yet" };
    // Without values nothing changes should it be let through.
    await reader.send({
      model: "stock.picking",
      method: "write",
      ids: [id],
      parameters: { vals: {} },
      positional: ["vals"],
      effect: "write",
    });
    return { subject, held: false, message: "Odoo let the reader write" };
  } catch (error) {
    if (error instanceof OdooError && error.kind === "permission")
      return { subject, held: true, message: "refused" };
    throw error;
  }
}

async function anyPicking(reader: OdooTransport): Promise<number | undefined> {
  const parameters = { domain: [], limit: 1, order: "id" };
  const search = { model: "stock.picking", method: "search", parameters, positional: ["domain"] } as const;
  const found = await reader.send({ ...search, effect: "read" });
  const id = Array.isArray(found) ? found[0] : undefined;
  return typeof id === "number" ? id : undefined;
}

/**
 * What Odoo says of the user's rights on a model. `has_access` since 18, before that `check_access_rights`.
 * @returns undefined when the model is not installed.
 */
async function hasAccess(
  transport: OdooTransport,
  model: string,
  operation: Operation,
): Promise<boolean | undefined> {
  const ask = (method: string, parameters: Readonly<Record<string, unknown>>) =>
    transport.send({ model, method, parameters, positional: ["operation"], effect: "read", onEmpty: true });
  try {
    return (await ask("has_access", { operation })) === true;
  } catch (error) {
    if (!isAnswer(error)) throw error;
    if (error.kind === "permission") return false;
  }
  try {
    return (await ask("check_access_rights", { operation, raise_exception: false })) === true;
  } catch (error) {
    if (!isAnswer(error)) throw error;
    return error.kind === "permission" ? false : undefined;
  }
}

/** Odoo's own answer, as opposed to an Odoo that is away. */
function isAnswer(error: unknown): error is OdooError {
  return error instanceof OdooError && /^(permission|caller_bug|validation|missing)$/.test(error.kind);
}
