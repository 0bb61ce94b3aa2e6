import type {
  CommandBaseline,
  CommandKind,
  CommandPayloads,
  CommandResult,
} from "@/lib/domain/command/command";
import type { OdooClient, OdooContext } from "../client/odoo-client";

/** A command as its handler sees it. */
export interface CommandRequest<K extends CommandKind> {
  readonly kind: K;
  readonly operationKey: string;
  readonly payload: CommandPayloads[K];
  /** The day on which it is tried, `YYYY-MM-DD` in UTC. */
  readonly today: string;
  /** What Odoo showed when it was sent first; null while nothing was sent. */
  readonly baseline: CommandBaseline | null;
}

/** A record that changed with the command and is to be read back. */
export interface TouchedRecord {
  readonly model: string;
  readonly odooId: number;
}

/**
 * What Odoo shows of a command's effect. `done`: all of it. `begun`: a part (a bill that is not posted yet). `absent`: nothing, so
 * that sending is right.
 */
export type Finding =
  | { readonly state: "done"; readonly result: CommandResult; readonly touched: readonly TouchedRecord[] }
  | { readonly state: "begun"; readonly result: CommandResult }
  | { readonly state: "absent" };

/**
 * How one kind of command reaches Odoo once.
 *
 * `lookUp` reads whether the effect is there; it runs before the first send, after a lost reply, after a refusal and after success: HTTP 200 is not
 * done. `plan` reads what the request needs and throws `CommandRefusal` when it can't be said. `send` is the only part that writes, and is safe to
 * arrive twice: through `load()` with an external id, or through a guard of Odoo's own. All three throw `OdooError` besides.
 */
export interface CommandHandler<K extends CommandKind, Plan = unknown> {
  lookUp(client: OdooClient, request: CommandRequest<K>): Promise<Finding>;
  plan(client: OdooClient, request: CommandRequest<K>, found: Finding): Promise<Plan>;
  /** What of the plan is kept with the first send, where the effect can't carry a mark of ours. */
  baselineOf?(plan: Plan): CommandBaseline;
  send(client: OdooClient, plan: Plan): Promise<void>;
}

/** What the command names does not exist or is not in a state for it; nothing was sent. The message is read by a person. */
export class CommandRefusal extends Error {
  override readonly name = "CommandRefusal";
}

/** Odoo picks journals and checks access by the first allowed company: named with every call of a command. */
export function inCompany(companyId: number): OdooContext {
  return { allowed_company_ids: [companyId] };
}
