/**
 * How a connection does, in one word. `off`: switched off. `refusing`: everything of the last day was turned away at the
 * door. `attention`: something it sent waits for a person. `paused`: what it sends is kept and not read. `silent`: quiet for longer than is its habit, or
 * than a day while that is not known. `new`: nothing ever.
 */
export const CONNECTION_HEALTHS = ["refusing", "attention", "paused", "silent", "new", "ok", "off"] as const;
export type ConnectionHealth = (typeof CONNECTION_HEALTHS)[number];

export interface ConnectionFacts {
  readonly enabled: boolean;
  /** Taken in within 24 hours, repeats included. */
  readonly taken: number;
  /** Turned away within 24 hours, for any reason. */
  readonly refused: number;
  /** Waiting for a person: messages and codes. */
  readonly waiting: number;
  readonly everReceived: boolean;
  /** Held back by a person. */
  readonly paused: boolean;
  readonly habit: Habit;
}

/** Whether it is quiet for longer than is its habit at this time of the week (`silent`), or as it usually is, or nobody can tell yet. */
export type Habit = "speaks" | "usual" | "silent" | "unknown";

/** The gravest word that fits. Counts are of 24 hours; never throws. */
export function connectionHealth(facts: ConnectionFacts): ConnectionHealth {
  if (!facts.enabled) return "off";
  if (facts.paused) return "paused";
  if (facts.refused > 0 && facts.taken === 0) return "refusing";
  if (facts.waiting > 0) return "attention";
  if (!facts.everReceived) return facts.taken > 0 ? "ok" : "new";
  if (facts.habit === "silent") return "silent";
  return facts.taken > 0 || facts.habit === "usual" ? "ok" : "silent";
}
