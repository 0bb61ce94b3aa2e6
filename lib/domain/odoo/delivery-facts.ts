/** What was last told of one fact. */
export interface ToldFact {
  /** How often it became true: an invoice set back to draft and posted again is told under a new id, because the first was taken back for good. */
  readonly times: number;
  /** False once it was taken back. */
  readonly stated: boolean;
  /** When it was last said with this content: whole seconds, UTC. Rises with each change, so that of A, B, A the last A counts. */
  readonly said: string;
  /** Hash of what was said of it. */
  readonly content: string;
}

/** Facts told so far about one delivery, by fact id (`sale.order,12:confirmed`). */
export type DeliveryFacts = Readonly<Record<string, ToldFact>>;
