import { noteIntake } from "@/lib/usecases/health/metrics";
import { readBody } from "@/lib/usecases/inbox/read-body";
import { hintAnswer } from "@/lib/usecases/odoo/hints/hint-answer";
import { hintDoor } from "@/lib/usecases/odoo/hints/hint-door";
import { receiveHint } from "@/lib/usecases/odoo/hints/receive-hint";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** Odoo waits no longer than a second. */
const BODY_DEADLINE_MS = 800;

interface RouteContext {
  readonly params: Promise<{ readonly connection: string; readonly secret: string }>;
}

export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  const startedAt = performance.now();
  const { connection, secret } = await params;
  const door = hintDoor();
  const result = await receiveHint(door, {
    slug: connection,
    secret,
    readBody: async (limitBytes) => {
      const body = await readBody(request, limitBytes, door.budget, BODY_DEADLINE_MS);
      if (body.kind === "read") door.budget.release(body.bytes.byteLength);
      return body;
    },
  });
  noteIntake(`odoo_hint_${result.kind}`, performance.now() - startedAt);
  return hintAnswer(result);
}
