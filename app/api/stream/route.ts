import { currentSession } from "@/lib/usecases/access/current-session";
import { resolveSession } from "@/lib/usecases/access/resolve-session";
import { database } from "@/lib/usecases/runtime";
import { answer } from "@/lib/usecases/views/live/answer-read";
import { liveStream } from "@/lib/usecases/views/live/live-stream";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return answer(async (ctx) => {
    const session = await currentSession();
    const stream = await liveStream(ctx, {
      signal: request.signal,
      // Asked of the database each time: what was read for this request says nothing about later.
      sessionLives: async () =>
        session !== null && (await resolveSession(database(), session.id, new Date())) !== null,
    });
    return new Response(stream, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      },
    });
  });
}
