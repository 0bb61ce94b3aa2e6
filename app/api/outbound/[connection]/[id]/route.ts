import { answerPartner } from "@/lib/usecases/outbound/answer-partner";
import { fetchOutbound } from "@/lib/usecases/outbound/fetch-outbound";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

interface RouteContext {
  readonly params: Promise<{ readonly connection: string; readonly id: string }>;
}

export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection, id } = await params;
  return answerPartner(request, connection, async (deps, partner) => {
    const found = await fetchOutbound(deps, partner, id);
    if (!found) return null;
    return new Response(new Uint8Array(found.body), {
      headers: {
        "content-type": found.contentType,
        "content-disposition": `attachment; filename="${found.fileName}"`,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
  });
}
