import { env } from "@/lib/env";
import { mayReadMetrics } from "@/lib/usecases/health/may-read-metrics";
import { metricsText } from "@/lib/usecases/health/metrics";
import { database } from "@/lib/usecases/runtime";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** For Prometheus. Closed (404) until METRICS_TOKEN is set, then open to who holds it. */
export async function GET(request: Request): Promise<Response> {
  const token = env().METRICS_TOKEN;
  if (!token) return refusal(404, "not_found", "Metrics are closed: METRICS_TOKEN is not set.");
  if (!mayReadMetrics(request.headers.get("authorization"), token)) {
    return refusal(401, "unauthenticated", "Send the metrics token as a bearer token.");
  }
  const { text, contentType } = await metricsText(database());
  return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}

function refusal(status: number, error: string, message: string): Response {
  const headers: Record<string, string> = status === 401 ? { "www-authenticate": "Bearer" } : {};
  return Response.json({ error, message }, { status, headers });
}
