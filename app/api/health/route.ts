import { checkHealth } from "@/lib/usecases/health/check-health";
import { database } from "@/lib/usecases/runtime";

export const runtime = "nodejs";
export const dynamic = "force-dynamic";

/** For load balancers and container health checks: 200 when this process can serve, else 503. Holds nothing secret. */
export async function GET(): Promise<Response> {
  const health = await checkHealth(database());
  const status = health.status === "ok" ? 200 : 503;
  return Response.json(health, { status, headers: { "cache-control": "no-store" } });
}
