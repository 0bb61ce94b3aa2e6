import { OdooError } from "../client/odoo-error";
import { type OdooAdmin, odooAdmin } from "./admin";
import { setFreshPassword } from "./service-user";
import { type OdooSession, openSession } from "./session";

export interface MintedKey {
  readonly key: string;
  readonly expiresAt: Date;
}

interface MintRequest {
  readonly baseUrl: string;
  readonly database: string;
  readonly user: { readonly id: number; readonly login: string };
  /** What the key is called in Odoo; older ones of this name are removed. */
  readonly name: string;
  readonly now: Date;
  /** Keeps the new key before the older ones are removed, so that whoever works with them is not left without. */
  readonly keep?: (minted: MintedKey) => Promise<void>;
}

const DAY_MS = 86_400_000;
/** Odoo's answer to a longer wish is a refusal: a day less than the group's 365, then what every internal user may have. */
const LIFETIMES_DAYS = [364, 89] as const;

/**
 * A new API key for a service user, with an end. Only the user itself can mint one: it gets a password nobody else knows, signs in,
 * confirms it, and the password is replaced at once.
 */
export async function mintKey(admin: OdooAdmin, request: MintRequest): Promise<MintedKey> {
  const { baseUrl, database, user, name } = request;
  const password = await setFreshPassword(admin, user.id);
  const session = await openSession({ baseUrl, database, login: user.login, password });
  try {
    const own = odooAdmin(session);
    const older = await own.find(
      "res.users.apikeys",
      [
        ["name", "=", name],
        ["user_id", "=", user.id],
      ],
      ["id"],
    );
    const minted = await mintWithin(own, session, { name, password, now: request.now });
    await request.keep?.(minted);
    for (const { id } of older) {
      await confirmed(session, await own.run("res.users.apikeys", "remove", [id]), password);
    }
    return minted;
  } finally {
    await setFreshPassword(admin, user.id);
  }
}

async function mintWithin(
  own: OdooAdmin,
  session: OdooSession,
  wish: { readonly name: string; readonly password: string; readonly now: Date },
): Promise<MintedKey> {
  const fields = await own.fieldNames("res.users.apikeys.description").catch(() => undefined);
  let refusal: unknown;
  for (const days of LIFETIMES_DAYS) {
    const expiresAt = new Date(wish.now.getTime() + days * DAY_MS);
    // `-1`: a date of one's own. Odoo before 17.2 knows no end at all.
    const knowsEnd = fields === undefined || fields.has("expiration_date");
    const end = knowsEnd ? { duration: "-1", expiration_date: odooTime(expiresAt) } : {};
    try {
      const description = await own.create("res.users.apikeys.description", { name: wish.name, ...end });
      const asked = await own.run("res.users.apikeys.description", "make_key", [description]);
      const shown = await confirmed(session, asked, wish.password);
      const key = (shown as { readonly context?: { readonly default_key?: unknown } } | null)?.context
        ?.default_key;
      if (typeof key === "string" && key !== "") return { key, expiresAt };
      throw new OdooError("protocol", "Odoo made a key and did not show it. Run the setup again.");
    } catch (error) {
      const tooLong = error instanceof OdooError && /^(validation|rejected_by_target)$/.test(error.kind);
      if (!tooLong) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** Answers the question for the password that stands before anything about keys. */
async function confirmed(session: OdooSession, action: unknown, password: string): Promise<unknown> {
  const asked = action as { readonly res_model?: unknown; readonly res_id?: unknown } | null;
  if (asked?.res_model !== "res.users.identitycheck" || typeof asked.res_id !== "number") return action;
  const model = "res.users.identitycheck";
  // Up to 18 the password is a field of the question, from 19 on it comes with the call.
  const fields = await session.call({ model, method: "fields_get", args: [["password"]] });
  if (Object.hasOwn((fields ?? {}) as object, "password")) {
    await session.call({ model, method: "write", args: [[asked.res_id], { password }] });
  }
  const keywords = { context: { password } };
  return session.call({ model, method: "run_check", args: [[asked.res_id]], keywords });
}

/** Naive UTC, as Odoo takes it. */
function odooTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace("T", " ");
}
