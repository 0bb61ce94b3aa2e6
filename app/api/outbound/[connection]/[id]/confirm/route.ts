import { answerPartner } from "@/lib/usecases/outbound/answer-partner";
import { confirmOutbound } from "@/lib/usecases/outbound/fetch-outbound";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

interface RouteContext {
  readonly params: Promise<{ readonly connection: string; readonly id: string }>;
}

export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection, id } = await params;
  return answerPartner(request, connection, async (deps, partner) =>
    (await confirmOutbound(deps, partner, id)) ? Response.json({ confirmed: id }) : null,
  );
}
