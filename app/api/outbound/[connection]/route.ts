import { answerPartner } from "@/lib/usecases/outbound/answer-partner";
import { listForPartner } from "@/lib/usecases/outbound/fetch-outbound";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

interface RouteContext {
  readonly params: Promise<{ readonly connection: string }>;
}

export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection } = await params;
  return answerPartner(request, connection, async (deps, partner) =>
    Response.json({ messages: await listForPartner(deps, partner) }),
  );
}
