import { selectLastMessageAt } from "@/db/queries/shipments/select-last-message-at";
import type { LiveHint } from "@/lib/contracts/live";
import { requirePermission } from "@/lib/domain/access/require-permission";
import { UnavailableError } from "@/lib/domain/app-error";
import type { Context } from "@/lib/usecases/context";
import { type LiveHub, liveHub } from "./live-hub";

const HEARTBEAT_MS = 15_000;
const SESSION_CHECK_MS = 60_000;
/** A reader this far behind is told only that there is more: it reads again anyway. */
const MOST_QUEUED_CHUNKS = 20;

export interface LiveStreamOptions {
  /** Whether the session behind the stream still lives; asked every minute. */
  readonly sessionLives: () => Promise<boolean>;
  readonly signal: AbortSignal;
  readonly hub?: LiveHub;
  readonly checkMs?: number;
}

/**
 * What changes in the actor's company, as a server-sent event stream: `hello` once, `hint` for each change, `gap` when
 * changes may have been missed, `end` when the session is over, and `alive` every 15 s, by which proxies keep it open and the
 * browser knows that it is.
 */
export async function liveStream(
  ctx: Context,
  options: LiveStreamOptions,
): Promise<ReadableStream<Uint8Array>> {
  requirePermission(ctx.actor, "shipment.read");
  const { companyId } = ctx.actor;
  const hub = options.hub ?? liveHub();
  if (!hub.hasRoom)
    throw new UnavailableError(
      "No stream to be had just now. This screen looks for news every few seconds and asks again.",
    );
  const lastMessageAt = await selectLastMessageAt(ctx.db, companyId);
  const encoder = new TextEncoder();
  let close = () => {};

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const write = (text: string) => controller.enqueue(encoder.encode(text));
        const behind = () => (controller.desiredSize ?? 0) <= 0;
        const send = (event: string, data: unknown) => {
          if (!behind()) write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
        };
        const unsubscribe = hub.subscribe({
          companyId,
          onHint: (hint: LiveHint) => send("hint", hint),
          onGap: () => send("gap", {}),
          onStop: () => close(),
        });
        const heartbeat = setInterval(() => {
          // A reader that takes nothing for so long is gone, whatever the socket says.
          if (behind()) close();
          else write("event: alive\ndata: {}\n\n");
        }, HEARTBEAT_MS);
        const check = setInterval(() => {
          options.sessionLives().then(
            (lives) => {
              if (lives) return;
              send("end", {});
              close();
            },
            () => undefined,
          );
        }, options.checkMs ?? SESSION_CHECK_MS);
        close = () => {
          clearInterval(heartbeat);
          clearInterval(check);
          unsubscribe();
          options.signal.removeEventListener("abort", close);
          try {
            controller.close();
          } catch {
            // The reader closed it first.
          }
        };
        options.signal.addEventListener("abort", close);
        write("retry: 2000\n\n");
        send("hello", { lastMessageAt: lastMessageAt?.getTime() ?? null });
      },
      cancel: () => close(),
    },
    new CountQueuingStrategy({ highWaterMark: MOST_QUEUED_CHUNKS }),
  );
}
