import type { TimelineEvent } from "@/lib/domain/shipment/timeline-event";

/** "2026-11-20 14:32 America/Chicago". */
function momentText({ occurredAt, timeZone }: TimelineEvent): string {
  const zone = timeZone ?? "UTC";
  const options = { timeZone: zone, dateStyle: "short", timeStyle: "short", hourCycle: "h23" } as const;
  return `${new Intl.DateTimeFormat("sv-SE", options).format(occurredAt)} ${zone}`;
}

function placeText({ place }: TimelineEvent): string | null {
  const parts = [place?.name, place?.city, place?.region, place?.country].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : null;
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1).replaceAll("_", " ");

/** What happened, in one line for the chatter of a delivery. */
export function statusText(event: TimelineEvent, carrierNumber: string | null): string {
  const parts = [
    `${sentence(event.milestone)} ${momentText(event)}`,
    placeText(event),
    event.reason && event.reason.code !== "NS"
      ? `reason: ${event.reason.kind.replaceAll("_", " ")} (${event.reason.code})`
      : null,
    carrierNumber === null ? null : `carrier number ${carrierNumber}`,
  ];
  return `${parts.filter((part) => part !== null).join("; ")}. Told by Milepost.`;
}

/** A proof of delivery as text: no picture came with it, so it names what was said and by which event. */
export function proofText(event: TimelineEvent, carrierNumber: string | null): string {
  const lines = [
    ["Proof of delivery", "as the carrier stated it; no document came with the message"],
    ["Stated for", momentText(event)],
    ["Place", placeText(event) ?? "not stated"],
    ["Carrier number", carrierNumber ?? "not known"],
    ["References", event.refs.map(({ type, value }) => `${type} ${value}`).join(", ") || "none"],
    ["Event", event.id],
  ];
  return `${lines.map(([label, value]) => `${label}: ${value}`).join("\n")}\n`;
}
