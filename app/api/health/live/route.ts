/** This process answers. Whether its database does, `/api/health` says: a restart of the app would not bring it back. */
export const dynamic = "force-dynamic";

export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
