import type { DeliveryFacts, ToldFact } from "./delivery-facts";

/** A fact that is true now. `content` is what is to be said of it; null when it holds but there is nothing to say, such as when. */
export interface StandingFact {
  readonly id: string;
  readonly content: string | null;
}

export interface Statements {
  /** Every fact to state, by fact id: repeated ones keep the moment they were first said, and so are the same event. */
  readonly say: Readonly<Record<string, { readonly times: number; readonly said: string }>>;
  /** Event ids to take back, with when that was found. */
  readonly takeBack: Readonly<Record<string, { readonly said: string }>>;
  /** What is told once this is. */
  readonly told: DeliveryFacts;
  /** False when everything was said before, in the same words. */
  readonly isNews: boolean;
}

/** The event id of a fact: its own id the first time it is true, with a counter after that. */
export function factEventId(id: string, times: number): string {
  return times > 1 ? `${id}#${times}` : id;
}

/**
 * What to say about a delivery now, given what was said before. Pure.
 *
 * A fact that is true no more is taken back; true again it gets a new id. Other words for a standing fact are said anew under its id, at a
 * moment after the one before.
 *
 * @param nowIso when this is said, ISO 8601 in UTC.
 * @param mayTakeBack false when not everything could be read: what is missing is then not known to be untrue.
 */
export function statementsOf(
  standing: readonly StandingFact[],
  before: DeliveryFacts,
  nowIso: string,
  mayTakeBack = true,
): Statements {
  const say: Record<string, { times: number; said: string }> = {};
  const takeBack: Record<string, { said: string }> = {};
  const told: Record<string, ToldFact> = { ...before };
  let isNews = false;
  for (const { id, content } of standing) {
    if (content === null) continue;
    const known = before[id];
    const repeats = known?.stated === true && known.content === content;
    const fact = repeats
      ? known
      : {
          times: (known?.times ?? 0) + (known?.stated ? 0 : 1),
          stated: true,
          said: after(known, nowIso),
          content,
        };
    told[id] = fact;
    say[id] = { times: fact.times, said: fact.said };
    isNews ||= !repeats;
  }
  const holds = new Set(standing.map((fact) => fact.id));
  for (const [id, known] of mayTakeBack ? Object.entries(before) : []) {
    if (!known.stated || holds.has(id)) continue;
    const said = after(known, nowIso);
    takeBack[factEventId(id, known.times)] = { said };
    told[id] = { ...known, stated: false, said };
    isNews = true;
  }
  return { say, takeBack, told, isNews };
}

/** Whole seconds, and always after what was said of it before. */
function after(known: ToldFact | undefined, nowIso: string): string {
  const now = Math.floor(Date.parse(nowIso) / 1000);
  const before = known ? Math.floor(Date.parse(known.said) / 1000) : 0;
  return new Date(Math.max(now, before + 1) * 1000).toISOString().replace(".000Z", "Z");
}
