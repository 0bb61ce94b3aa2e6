import { noteIntake } from "@/lib/usecases/health/metrics";
import { inboundAnswer } from "@/lib/usecases/inbox/inbound-answer";
import { intake } from "@/lib/usecases/inbox/intake";
import { readBody } from "@/lib/usecases/inbox/read-body";
import { receiveMessage } from "@/lib/usecases/inbox/receive-message";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

interface RouteContext {
  readonly params: Promise<{ readonly connection: string; readonly secret?: string[] }>;
}

export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  const startedAt = performance.now();
  const { connection, secret } = await params;
  const result = await receiveMessage(intake(), {
    slug: connection,
    pathSecret: secret ? secret.join("/") : null,
    header: (name) => request.headers.get(name),
    readBody: (limitBytes, budget) => readBody(request, limitBytes, budget),
  });
  noteIntake(result.kind, performance.now() - startedAt);
  return inboundAnswer(result);
}

export function GET(): Response {
  return Response.json(
    {
      error: "method_not_allowed",
      message: "This address takes messages by POST. Nothing can be read here.",
    },
    { status: 405, headers: { allow: "POST" } },
  );
}
