import type { RawForm, RawView } from "@/lib/contracts/messages/raw-view";

interface RawWindow {
  readonly messageId: string;
  readonly form: RawForm;
  /** First line wanted; left out, the start or just above what `at` names. */
  readonly from?: number;
  readonly at?: string | null;
}

/** Another window, or the other form, of a message's bytes. Throws with a sentence for the person when it can't be had. */
export async function fetchRawView({ messageId, form, from, at }: RawWindow): Promise<RawView> {
  const query = new URLSearchParams({ form });
  if (from !== undefined) query.set("from", String(from));
  if (at) query.set("at", at);
  const response = await fetch(`/api/messages/${messageId}/raw?${query}`, { cache: "no-store" });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Error(problemText(body));
  return body as RawView;
}

function problemText(body: unknown): string {
  const known = typeof body === "object" && body !== null && "message" in body ? body.message : null;
  return typeof known === "string" ? known : "The bytes could not be fetched. They are kept; try again.";
}
