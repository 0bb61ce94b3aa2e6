import type { Instant } from "../time/instant";
import { emptyContent, rankOf, withException, withOver } from "./content";
import { causeOf, isOver, isStanding, wants } from "./match";
import type { NoticeContent, NoticeKind, ToldException } from "./notice";
import { nextDigestAt, quietUntil } from "./quiet-hours";
import type { Receiver } from "./subscription";

/** Long enough that what breaks together is told together. */
export const GATHER_MS = 30_000;
/** How long it must stay over before that is told: what comes and goes is one message, not two for each time. */
export const SETTLE_MS = 300_000;

/** A message of one receiver that others may still join, or whose exceptions still stand. */
export interface Round {
  readonly noticeId: string;
  readonly receiver: string;
  readonly causeKey: string;
  readonly kind: NoticeKind;
  readonly joinUntil: Instant | null;
  readonly isWaiting: boolean;
  /** That it is over was told. */
  readonly isRecovered: boolean;
  readonly dueAt: Instant | null;
  readonly content: NoticeContent;
}

/** That a receiver was told of a turn of an exception. */
export interface ToldItem {
  readonly receiver: string;
  readonly exceptionId: string;
  readonly turn: string;
  readonly noticeId: string;
  readonly isOver: boolean;
}

/** What a person did that concerns another person, or the end of a snooze: the line of history is the turn. */
export interface PersonalNews {
  readonly historyId: string;
  readonly kind: "assigned" | "mention" | "returned";
  readonly userId: string;
  readonly by: string;
  readonly said: string | null;
  readonly exception: ToldException;
}

export interface Known {
  readonly rounds: readonly Round[];
  /** Of the exceptions that changed. */
  readonly told: readonly ToldItem[];
}

export interface Telling {
  readonly made: readonly (Round & { readonly to: Receiver })[];
  readonly changed: readonly Round[];
  readonly items: readonly ToldItem[];
  readonly over: readonly ToldItem[];
}

interface Options {
  readonly now: Instant;
  readonly newId: () => string;
}

const openTurn = (round: number) => `open:${round}`;
const itemKey = (item: Pick<ToldItem, "receiver" | "exceptionId" | "turn">) =>
  `${item.receiver} ${item.exceptionId} ${item.turn}`;

const holding = ({ noticeId, exceptionId }: Pick<ToldItem, "noticeId" | "exceptionId">) =>
  `${noticeId} ${exceptionId}`;

/**
 * Who is told what, now that these exceptions changed and these people were named. What was told is never told again to the same receiver, whichever
 * of its subscriptions asks for it; a cause is one message as long as it can be joined; a message all of whose exceptions are over is followed by one
 * that says so, unless nobody has read about them yet.
 */
export function tell(
  changes: readonly ToldException[],
  news: readonly PersonalNews[],
  receivers: readonly Receiver[],
  known: Known,
  options: Options,
): Telling {
  const desk = new Desk(known, options);
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  for (const item of [...news].sort((a, b) => (a.historyId < b.historyId ? -1 : 1))) {
    for (const receiver of receivers) if (receiver.userId === item.userId) desk.name(receiver, item);
  }
  for (const exception of [...changes].sort(byId)) {
    desk.settle(exception);
    for (const receiver of receivers) if (wants(receiver, exception)) desk.open(receiver, exception);
  }
  return desk.telling();
}

/** Gathers what a batch makes of the messages. */
class Desk {
  private readonly rounds: Map<string, Round>;
  private readonly told: Map<string, ToldItem>;
  private readonly made = new Map<string, Round & { to: Receiver }>();
  private readonly touched = new Set<string>();
  /** Which exceptions each message tells of. */
  private readonly held: Set<string>;
  private readonly items: ToldItem[] = [];
  private readonly over: ToldItem[] = [];

  constructor(
    known: Known,
    private readonly options: Options,
  ) {
    this.rounds = new Map(known.rounds.map((round) => [round.noticeId, round]));
    this.told = new Map(known.told.map((item) => [itemKey(item), item]));
    this.held = new Set(known.told.map(holding));
  }

  /** Closes what this exception's change has ended: an earlier round of it, or all. */
  settle(exception: ToldException): void {
    const isNow = openTurn(exception.round);
    for (const item of this.told.values()) {
      if (item.exceptionId !== exception.id || item.isOver) continue;
      if (item.turn === isNow && !isOver(exception)) continue;
      const ended = { ...item, isOver: true };
      this.told.set(itemKey(item), ended);
      this.over.push(ended);
      this.endOne(item.noticeId);
    }
  }

  /** Tells a receiver that it stands, unless it was told. */
  open(receiver: Receiver, exception: ToldException): void {
    const item = { receiver: receiver.key, exceptionId: exception.id, turn: openTurn(exception.round) };
    if (this.told.has(itemKey(item))) return;
    const cause = causeOf(exception);
    const { digestMinutes } = receiver.rule;
    const causeKey = digestMinutes === null ? cause.key : `digest:${receiver.subscriptionId}`;
    const round =
      this.joinable(receiver, causeKey, exception) ?? this.start(receiver, causeKey, cause, digestMinutes);
    // Back before anybody was told that it was over: it stands again, and is not one more.
    const isBack = this.held.has(holding({ noticeId: round.noticeId, exceptionId: exception.id }));
    const content = isBack ? withOver(round.content, -1) : withException(round.content, exception);
    const dueAt =
      round.dueAt !== null && isUrgent(exception, digestMinutes)
        ? this.options.now + this.gatherMs(receiver)
        : round.dueAt;
    this.put({
      ...round,
      content,
      dueAt: round.dueAt === null || dueAt === null ? round.dueAt : Math.min(round.dueAt, dueAt),
    });
    this.note({ ...item, noticeId: round.noticeId, isOver: false });
  }

  /** Tells a person that they were given it, named, or that their snooze is over; each line of history is a message of its own. */
  name(receiver: Receiver, { historyId, kind, by, said, exception }: PersonalNews): void {
    const item = { receiver: receiver.key, exceptionId: exception.id, turn: `${kind}:${historyId}` };
    if (this.told.has(itemKey(item))) return;
    // What came back and was settled since is nothing to come back to.
    if (kind === "returned" && !isStanding(exception)) return;
    const opening = { ...item, turn: openTurn(exception.round) };
    const isFirst = kind !== "mention" && isStanding(exception) && !this.told.has(itemKey(opening));
    const noticeId = this.options.newId();
    const content = withException({ ...emptyContent(""), by, ...(said ? { said } : {}) }, exception);
    const { now } = this.options;
    const quiet =
      exception.severity === "critical" ? null : quietUntil(receiver.rule.quiet, receiver.rule.zone, now);
    this.made.set(noticeId, {
      ...{
        noticeId,
        receiver: receiver.key,
        causeKey: `${kind}:${historyId}`,
        kind,
        joinUntil: null,
        isWaiting: true,
        isRecovered: false,
      },
      ...{ dueAt: quiet ?? now, content, to: receiver },
    });
    this.note({ ...item, noticeId, isOver: true });
    // Given it, or given it back, a person needs no second message that it opened.
    if (isFirst) this.note({ ...opening, noticeId, isOver: false });
  }

  telling(): Telling {
    const changed = [...this.touched].flatMap((id) => this.rounds.get(id) ?? []);
    return { made: [...this.made.values()], changed, items: this.items, over: this.over };
  }

  private joinable(receiver: Receiver, causeKey: string, exception: ToldException): Round | undefined {
    const { now } = this.options;
    return [...this.made.values(), ...this.rounds.values()].find(
      (round) =>
        round.receiver === receiver.key &&
        round.causeKey === causeKey &&
        round.joinUntil !== null &&
        round.joinUntil > now &&
        (round.isWaiting ||
          (round.kind !== "digest" && !round.isRecovered && !isGraver(exception, round.content))),
    );
  }

  private start(
    receiver: Receiver,
    causeKey: string,
    cause: ReturnType<typeof causeOf>,
    digestMinutes: number | null,
  ): Round {
    const { now, newId } = this.options;
    const { quiet, zone } = receiver.rule;
    const wished =
      digestMinutes === null
        ? now + this.gatherMs(receiver)
        : nextDigestAt(receiver.rule, digestMinutes, now);
    const round = {
      ...{
        noticeId: newId(),
        receiver: receiver.key,
        causeKey,
        to: receiver,
        isWaiting: true,
        isRecovered: false,
      },
      kind: digestMinutes === null ? ("opened" as const) : ("digest" as const),
      dueAt: quietUntil(quiet, zone, wished) ?? wished,
      content: emptyContent(digestMinutes === null ? cause.label : "digest"),
    };
    const started = { ...round, joinUntil: Math.max(now + cause.joinMs, round.dueAt + 1) };
    this.made.set(started.noticeId, started);
    return started;
  }

  /** The bell shows at once and grows; whatever calls a person elsewhere waits a moment for its fellows. */
  private gatherMs(receiver: Receiver): number {
    return receiver.channel === "in_app" ? 0 : GATHER_MS;
  }

  private put(round: Round): void {
    const made = this.made.get(round.noticeId);
    if (made) {
      this.made.set(round.noticeId, { ...made, ...round });
      return;
    }
    this.rounds.set(round.noticeId, round);
    this.touched.add(round.noticeId);
  }

  private endOne(noticeId: string): void {
    const round = this.made.get(noticeId) ?? this.rounds.get(noticeId);
    if (round) this.put({ ...round, content: withOver(round.content, 1) });
  }

  private note(item: ToldItem): void {
    this.told.set(itemKey(item), item);
    this.held.add(holding(item));
    this.items.push(item);
  }
}

/** What is critical waits neither for quiet hours to end nor for a digest of the day. */
function isUrgent(exception: ToldException, digestMinutes: number | null): boolean {
  return exception.severity === "critical" && digestMinutes === null;
}

const isGraver = (exception: ToldException, told: NoticeContent): boolean =>
  rankOf(exception.severity) < rankOf(told.top);

/** True when everything a sent message told of is over, and that is worth a message of its own. */
export function deservesRecovery(round: Round): boolean {
  return (
    !round.isWaiting &&
    (round.kind === "opened" || round.kind === "assigned" || round.kind === "returned") &&
    round.content.count > 0 &&
    round.content.open === 0
  );
}
