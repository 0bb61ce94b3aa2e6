import { z } from "zod";
import type { Hint } from "@/db/queries/odoo/insert-hints";
import type { OdooOwner } from "@/db/queries/odoo/odoo-connection";
import { MODEL_PLANS } from "@/lib/connectors/odoo/models";
import { SLUG_PATTERN } from "@/lib/contracts/connections/slug";
import { errorFields, log } from "@/lib/log";
import type { BodyRead } from "@/lib/usecases/inbox/inbound-request";
import type { RateLimit } from "@/lib/usecases/inbox/rate-limit";
import { senderCrypto } from "@/lib/usecases/inbox/sender-crypto";
import type { KnownHinter } from "./hint-directory";

export interface HintRequest {
  readonly slug: string;
  readonly secret: string;
  readonly readBody: (limitBytes: number) => Promise<BodyRead>;
}

export type HintResult =
  | { readonly kind: "accepted" }
  /** No such connection, or another secret: the same to whoever asks. */
  | { readonly kind: "unknown" }
  | { readonly kind: "rate_limited"; readonly retryAfterSeconds: number }
  | { readonly kind: "too_large" | "incomplete" | "unreadable" | "unavailable" };

export interface HintDeps {
  readonly findHinter: (slug: string) => Promise<KnownHinter | undefined>;
  readonly store: (owner: OdooOwner, hint: Hint) => Promise<void>;
  readonly rateLimit: RateLimit;
  readonly count: (hinter: KnownHinter, outcome: "unsigned" | "overRate" | "tooLarge") => void;
  readonly now: () => Date;
}

export const MAX_HINT_BYTES = 64 * 1024;

/** Whoever sends a hint waits: Odoo makes its call inside the request of a person, one record after the other, for up to a second each. */
const DEADLINE_MS = 800;

const id = z.int().positive();
const payload = z
  .object({ _model: z.enum(MODEL_PLANS.map(({ model }) => model)), _id: id.optional(), id: id.optional() })
  .transform(({ _model, _id, id }) => ({ model: _model, odooId: _id ?? id }));

/**
 * Takes one of Odoo's webhooks: "this record moved". Only which record is believed, and that only as a hint: its values are from the middle of a
 * transaction and nothing is signed. Accepted means committed; otherwise the next poll finds the change.
 */
export async function receiveHint(deps: HintDeps, request: HintRequest): Promise<HintResult> {
  if (!SLUG_PATTERN.test(request.slug)) return { kind: "unknown" };
  try {
    const hinter = await inTime(deps.findHinter(request.slug));
    if (hinter === LATE) return { kind: "unavailable" };
    if (!hinter) return { kind: "unknown" };
    if (!senderCrypto.same(request.secret, hinter.secret)) {
      deps.count(hinter, "unsigned");
      return { kind: "unknown" };
    }
    return await receiveFrom(deps, hinter, request);
  } catch (error) {
    log("warn", "a hint of Odoo could not be stored; the next poll finds the change", errorFields(error));
    return { kind: "unavailable" };
  }
}

async function receiveFrom(deps: HintDeps, hinter: KnownHinter, request: HintRequest): Promise<HintResult> {
  const nowMs = deps.now().getTime();
  const waitMs = deps.rateLimit.waitMs(hinter.connectionId, hinter.ratePerMinute, nowMs);
  if (waitMs > 0) {
    deps.count(hinter, "overRate");
    return { kind: "rate_limited", retryAfterSeconds: Math.ceil(waitMs / 1_000) };
  }
  deps.rateLimit.take(hinter.connectionId, hinter.ratePerMinute, nowMs);
  const body = await request.readBody(MAX_HINT_BYTES);
  if (body.kind === "too_large") deps.count(hinter, "tooLarge");
  if (body.kind === "no_room") return { kind: "unavailable" };
  if (body.kind !== "read") return { kind: body.kind };
  const hint = hintIn(body.bytes);
  if (!hint) return { kind: "unreadable" };
  const { companyId, connectionId } = hinter;
  const stored = await inTime(deps.store({ companyId, connectionId }, hint));
  return { kind: stored === LATE ? "unavailable" : "accepted" };
}

function hintIn(bytes: Uint8Array): Hint | undefined {
  try {
    const { data } = payload.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8")));
    return data?.odooId === undefined ? undefined : { model: data.model, odooId: data.odooId };
  } catch {
    return undefined;
  }
}

const LATE = Symbol("late");

async function inTime<T>(work: Promise<T>): Promise<T | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), DEADLINE_MS);
  });
  // Once late, nobody listens to how it went.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
