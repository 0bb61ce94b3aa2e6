import "server-only";
import { setUpOdooInput } from "@/lib/contracts/odoo/setup-input";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { InvalidError, TooLargeError } from "@/lib/domain/app-error";
import { readInput } from "@/lib/usecases/connections/read-input";
import { secretKey } from "@/lib/usecases/connections/secret-key";
import { answer } from "@/lib/usecases/views/live/answer-read";
import { setupLines } from "./setup-lines";

const MOST_CHARS = 16_384;

/**
 * Answers at once with a line of JSON a step: a set-up takes up to a minute, and a server action answers only when all of it is over. Only JSON is
 * taken, which no foreign page may send with this site's cookies.
 */
export async function answerSetup(request: Request): Promise<Response> {
  return answer(async (ctx) => {
    requirePermission(ctx.actor, "connection.manage");
    const input = readInput(setUpOdooInput, await readJson(request));
    return new Response(setupLines(ctx, secretKey(), input), {
      headers: {
        "content-type": "application/x-ndjson; charset=utf-8",
        "cache-control": "no-store, no-transform",
      },
    });
  });
}

// biome-ignore lint/suspicious/noExplicitAny: what comes is checked by the schema right after
async function readJson(request: Request): Promise<any> {
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    throw new InvalidError("A set-up is asked for in JSON. Nothing was done.");
  }
  const text = await request.text();
  if (text.length > MOST_CHARS)
    throw new TooLargeError("That is more than a set-up takes. Nothing was done.");
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidError("That is no JSON. Nothing was done.");
  }
}
