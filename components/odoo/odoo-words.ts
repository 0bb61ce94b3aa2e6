import { durationText } from "@/components/ui/duration-text";
import type { Tone } from "@/components/ui/tone";
import type { OdooSummary } from "@/lib/contracts/odoo/odoo-page";
import type { BreakerState } from "@/lib/domain/connection/breaker";
import type { OdooHealth } from "@/lib/domain/odoo/reading-health";

export const ODOO_HEALTH_WORDS: Readonly<
  Record<OdooHealth, { readonly label: string; readonly tone: Tone }>
> = {
  away: { label: "Does not answer", tone: "bad" },
  trying: { label: "Trying again", tone: "warn" },
  refused: { label: "Refuses a reading", tone: "bad" },
  behind: { label: "Behind", tone: "warn" },
  loading: { label: "First load", tone: "info" },
  not_set_up: { label: "Not set up", tone: "info" },
  ok: { label: "Works", tone: "ok" },
  off: { label: "Switched off", tone: "neutral" },
};

/** The circuit breaker as people say it: whether calls go through, and why not. */
export const BREAKER_WORDS: Readonly<
  Record<BreakerState, { readonly label: string; readonly tone: Tone; readonly means: string }>
> = {
  closed: { label: "Closed: calls go through", tone: "ok", means: "Odoo answers." },
  open: {
    label: "Open: calls are held back",
    tone: "bad",
    means:
      "Odoo failed several times in a row, so it is left alone until the next try. Nothing is lost; writes keep their order.",
  },
  half_open: {
    label: "Half-open: one call tries",
    tone: "warn",
    means: "One call finds out whether Odoo answers again. The others wait for it.",
  },
};

/** What the list says under the chip: how far, how old, or what to do. */
export function odooNextStep({ health, loadedPercent, behindMs, error }: OdooSummary): string | null {
  switch (health) {
    case "not_set_up":
      return "Finish the set-up on its page.";
    case "loading":
      return `${loadedPercent}% read.`;
    case "behind":
      return `Last looked ${durationText(behindMs ?? 0)} ago. See whether a worker runs.`;
    case "ok":
      return behindMs === null ? null : `${durationText(behindMs)} behind.`;
    case "away":
    case "trying":
    case "refused":
      return error;
    default:
      return null;
  }
}

export const VALIDATED_WORDS = {
  loaded: "goods issued, a carrier brings them",
  delivered: "handed to the customer",
} as const;
