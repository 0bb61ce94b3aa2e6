import type { ShipmentSummary } from "@/lib/contracts/messages/message-page";

/** Shipments by the start of any of their numbers. Throws with a sentence for the person. */
export async function findAttachable(text: string, signal: AbortSignal): Promise<readonly ShipmentSummary[]> {
  const response = await fetch(`/api/messages/attachable?q=${encodeURIComponent(text)}`, {
    cache: "no-store",
    signal,
  });
  if (!response.ok) throw new Error("The shipments could not be looked up. Try again.");
  return (await response.json()) as ShipmentSummary[];
}
