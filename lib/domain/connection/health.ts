/**
 * How a connection does, in one word. `off`: switched off. `refusing`: everything of the last day was turned away at the
 * door. `attention`: something it sent waits for a person. `silent`: nothing within a day. `new`: nothing ever.
 */
export type ConnectionHealth = "off" | "refusing" | "attention" | "silent" | "new" | "ok";

export interface ConnectionFacts {
  readonly enabled: boolean;
  /** Taken in within 24 hours, repeats included. */
  readonly taken: number;
  /** Turned away within 24 hours, for any reason. */
  readonly refused: number;
  /** Waiting for a person: messages and codes. */
  readonly waiting: number;
  readonly everReceived: boolean;
}

/** The gravest word that fits. Counts are of 24 hours; never throws. */
export function connectionHealth(facts: ConnectionFacts): ConnectionHealth {
  if (!facts.enabled) return "off";
  if (facts.refused > 0 && facts.taken === 0) return "refusing";
  if (facts.waiting > 0) return "attention";
  if (facts.taken > 0) return "ok";
  return facts.everReceived ? "silent" : "new";
}
