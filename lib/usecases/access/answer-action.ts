import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { isDatabaseAway } from "@/db/transaction";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { Permission } from "@/lib/domain/access/permission";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { AppError, InvalidError, TooLargeError, UnavailableError } from "@/lib/domain/app-error";
import { errorFields, log } from "@/lib/log";
import type { Context } from "@/lib/usecases/context";
import { requestContext } from "./current-session";

export interface ActionDefinition<S extends z.ZodType, R> {
  /** Null only for what a person does to their own account. */
  readonly permission: Permission | null;
  /** Every string and array in it has a maximum. */
  readonly input: S;
  readonly run: (ctx: Context, input: z.output<S>) => Promise<R>;
  /** Who asks; only replacing a one-time password needs another than the default. */
  readonly context?: () => Promise<Context>;
}

const INPUT_MAX_CHARS = 64 * 1_024;

/** Session, permission, input, call: in this order, and every expected failure as a value a person can read. */
export async function answerAction<S extends z.ZodType, R>(
  definition: ActionDefinition<S, R>,
  given: unknown,
): Promise<ActionResult<R>> {
  try {
    const ctx = await (definition.context ?? requestContext)();
    if (definition.permission) requirePermission(ctx.actor, definition.permission);
    const value = await definition.run(ctx, readInput(definition.input, given));
    return { ok: true, value };
  } catch (error) {
    // redirect() and notFound() work by throwing: they are no failures.
    unstable_rethrow(error);
    return failureOf(error);
  }
}

function readInput<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const plain = given instanceof FormData ? Object.fromEntries(given) : given;
  if (charactersOf(plain) > INPUT_MAX_CHARS) {
    throw new TooLargeError(
      "That is more than one action takes. Nothing was changed; do it in smaller parts.",
    );
  }
  const result = schema.safeParse(plain);
  if (result.success) return result.data;
  const fields = Object.fromEntries(
    result.error.issues.map((issue) => [issue.path.join(".") || "form", issue.message]),
  );
  throw new InvalidError("Some of what was entered can't be used. Nothing was changed.", fields);
}

/** How much it is. What is no tree of plain values (a ring, a big integer) can be no input of ours. */
function charactersOf(plain: unknown): number {
  try {
    return (JSON.stringify(plain) ?? "").length;
  } catch {
    throw new InvalidError("What was sent can't be read. Nothing was changed.");
  }
}

function failureOf(error: unknown): Extract<ActionResult<never>, { ok: false }> {
  const known = error instanceof AppError ? error : unexpected(error);
  return {
    ok: false,
    code: known.code,
    message: known.message,
    ...(known.fields ? { fields: known.fields } : {}),
    ...(known.retryAfterMs === undefined ? {} : { retryAfterMs: known.retryAfterMs }),
  };
}

function unexpected(error: unknown): AppError {
  log("error", "action failed", errorFields(error));
  if (isDatabaseAway(error)) {
    return new UnavailableError(
      "The database does not answer right now. Nothing was changed; try again in a moment.",
    );
  }
  return new UnavailableError(
    "Something of ours went wrong. It was not done; try again, and tell IT if it stays.",
  );
}
