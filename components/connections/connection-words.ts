import type { Tone } from "@/components/ui/tone";
import type { ConnectionItem, IntakeDay } from "@/lib/contracts/connections/connection-page";
import { WAITING_LIMIT } from "@/lib/contracts/connections/connection-page";
import type { ConnectionHealth } from "@/lib/domain/connection/health";
import type { Verification } from "@/lib/domain/message/verification";

export const HEALTH_WORDS: Readonly<
  Record<ConnectionHealth, { readonly label: string; readonly tone: Tone }>
> = {
  refusing: { label: "Turned away", tone: "bad" },
  attention: { label: "Waits for someone", tone: "warn" },
  silent: { label: "Silent", tone: "warn" },
  new: { label: "Not in use yet", tone: "info" },
  ok: { label: "Works", tone: "ok" },
  paused: { label: "Paused", tone: "warn" },
  off: { label: "Switched off", tone: "neutral" },
};

export const SCHEME_WORDS: Readonly<Record<Verification["scheme"], string>> = {
  "standard-webhooks": "Standard Webhooks signature",
  hmac: "HMAC signature in a header",
  bearer: "Bearer token",
  basic: "User name and password",
  "secret-path": "Secret in the address",
  none: "Files only, nothing over HTTP",
};

export const DIALECT_WORDS: Readonly<Record<string, string>> = {
  x12: "X12",
  easypost: "EasyPost webhooks",
  "csv-status": "CSV status files",
  odoo: "Odoo",
  "csv-stock": "CSV stock lists",
  "json-stock": "JSON stock webhooks",
};

/** A count that may have been cut off, as text. */
export function waitingText(count: number): string {
  return count >= WAITING_LIMIT ? `${WAITING_LIMIT.toLocaleString("en")}+` : count.toLocaleString("en");
}

export function refusedTotal(day: IntakeDay): number {
  return day.unsigned + day.tooLarge + day.overRate + day.badEncoding;
}

/** Why posts were turned away, the commonest first: "12 unsigned, 3 over the rate". */
export function refusedText(day: IntakeDay): string {
  const reasons: [number, string][] = [
    [day.unsigned, "unsigned"],
    [day.tooLarge, "too large"],
    [day.overRate, "over the rate"],
    [day.badEncoding, "in a wrong encoding"],
  ];
  return reasons
    .filter(([count]) => count > 0)
    .sort(([a], [b]) => b - a)
    .map(([count, reason]) => `${count.toLocaleString("en")} ${reason}`)
    .join(", ");
}

/** What someone should do about it next; null: nothing. */
export function nextStep(item: ConnectionItem): string | null {
  switch (item.health) {
    case "refusing":
      return item.day.unsigned > 0
        ? `Nothing gets through: ${refusedText(item.day)}. Compare the secret with the partner.`
        : `Nothing gets through: ${refusedText(item.day)}.`;
    case "attention":
      return [
        item.waiting > 0 &&
          (item.waiting === 1 ? "1 message to decide" : `${waitingText(item.waiting)} messages to decide`),
        item.unmappedCodes > 0 &&
          (item.unmappedCodes === 1 ? "1 code to map" : `${item.unmappedCodes} codes to map`),
      ]
        .filter(Boolean)
        .join(", ");
    case "paused":
      return item.held === 0
        ? "What arrives is kept. Resume it when all is well."
        : `${waitingText(item.held)} ${item.held === 1 ? "message waits" : "messages wait"}. Resume it when all is well.`;
    case "silent":
      return "Quiet for longer than is usual for it. Ask the partner whether that is right.";
    case "new":
      return item.scheme === "none"
        ? "Drop or upload a first file."
        : "Hand its address and secret to the partner.";
    default:
      return null;
  }
}
