import "server-only";
import { isDatabaseAway } from "@/db/transaction";
import { AppError, HTTP_STATUS_OF, UnavailableError } from "@/lib/domain/app-error";
import { errorFields, log } from "@/lib/log";
import { requestContext } from "@/lib/usecases/access/current-session";
import type { Context } from "@/lib/usecases/context";

/** Answers a JSON read for a screen: the session first, then `read`, and every refusal as a status with words. */
export async function answerRead(read: (ctx: Context) => Promise<unknown>): Promise<Response> {
  return answer(async (ctx) => Response.json(await read(ctx), { headers: { "cache-control": "no-store" } }));
}

/** Like `answerRead` for what is not JSON: `respond` makes the response itself. */
export async function answer(respond: (ctx: Context) => Promise<Response>): Promise<Response> {
  try {
    return await respond(await requestContext());
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): Response {
  const known = error instanceof AppError ? error : unexpected(error);
  const headers: Record<string, string> = { "cache-control": "no-store" };
  if (known.retryAfterMs) headers["retry-after"] = String(Math.ceil(known.retryAfterMs / 1000));
  return Response.json(
    { code: known.code, message: known.message },
    { status: HTTP_STATUS_OF[known.code], headers },
  );
}

function unexpected(error: unknown): AppError {
  log("error", "read failed", errorFields(error));
  return new UnavailableError(
    isDatabaseAway(error)
      ? "The database does not answer right now. Nothing was lost; this page tries again by itself."
      : "Something of ours went wrong while reading. Nothing was changed; try again, and tell IT if it stays.",
  );
}
