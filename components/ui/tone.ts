/** What a colour means here. The word beside it always says the same. */
export type Tone = "ok" | "warn" | "bad" | "info" | "neutral";

export const SOFT_TONE: Readonly<Record<Tone, string>> = {
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
  neutral: "bg-sunken text-ink-2",
};

export const TEXT_TONE: Readonly<Record<Tone, string>> = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  info: "text-info",
  neutral: "text-ink-3",
};
