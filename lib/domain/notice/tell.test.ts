import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ToldException } from "./notice";
import type { Receiver } from "./subscription";
import {
  deservesRecovery,
  GATHER_MS,
  type Known,
  type PersonalNews,
  type Round,
  type ToldItem,
  tell,
} from "./tell";
import { receiver, toldException } from "./testing/told-exception";

const NOON = Date.UTC(2026, 10, 20, 12);

/** What an outbox keeps between looks. */
class Book {
  rounds = new Map<string, Round>();
  told = new Map<string, ToldItem>();
  private next = 0;

  look(
    changes: readonly ToldException[],
    receivers: readonly Receiver[],
    now = NOON,
    news: readonly PersonalNews[] = [],
  ) {
    const known: Known = { rounds: [...this.rounds.values()], told: [...this.told.values()] };
    const telling = tell(changes, news, receivers, known, { now, newId: () => `n${++this.next}` });
    for (const round of [...telling.made, ...telling.changed]) this.rounds.set(round.noticeId, round);
    for (const item of [...telling.items, ...telling.over])
      this.told.set(`${item.receiver} ${item.exceptionId} ${item.turn}`, item);
    return telling;
  }

  send() {
    for (const [id, round] of this.rounds) this.rounds.set(id, { ...round, isWaiting: false });
  }
}

const many = (count: number, given: Partial<ToldException>) =>
  Array.from({ length: count }, (_, index) =>
    toldException({ id: `e${String(index).padStart(4, "0")}`, ...given }),
  );

describe("one broken thing is one message", () => {
  it("tells two hundred failures of one connection once, and once more when all are over", () => {
    const book = new Book();
    const failures = many(200, {
      connectionId: "c1",
      connectionName: "RDWY",
      groupId: "g1",
      groupTitle: "control totals differ",
    });
    expect(book.look(failures, [receiver()]).made).toHaveLength(1);
    const [round] = book.rounds.values();
    expect(round?.content).toMatchObject({ count: 200, open: 200, cause: "RDWY: control totals differ" });
    book.send();
    book.look(
      failures.slice(0, 199).map((each) => ({ ...each, state: "resolved" as const })),
      [receiver()],
    );
    expect([...book.rounds.values()].filter(deservesRecovery)).toEqual([]);
    book.look([{ ...(failures[199] as ToldException), state: "resolved" }], [receiver()]);
    expect([...book.rounds.values()].filter(deservesRecovery)).toHaveLength(1);
  });

  it("lets later ones join a message that was sent, until one is graver than it told", () => {
    const book = new Book();
    const [first, second, third] = many(3, { carrier: "RDWY" }) as [
      ToldException,
      ToldException,
      ToldException,
    ];
    book.look([first], [receiver()]);
    book.send();
    expect(book.look([second], [receiver()], NOON + 60_000).made).toEqual([]);
    expect(book.look([{ ...third, severity: "critical" }], [receiver()], NOON + 120_000).made).toHaveLength(
      1,
    );
  });

  it("says of a waiting message that it is over instead of telling twice", () => {
    const book = new Book();
    const [only] = many(1, {}) as [ToldException];
    book.look([only], [receiver()]);
    book.look([{ ...only, state: "resolved" }], [receiver()], NOON + 1_000);
    expect([...book.rounds.values()].map((round) => [round.content.open, deservesRecovery(round)])).toEqual([
      [0, false],
    ]);
  });
});

describe("who is told", () => {
  it.each([
    [{ kinds: ["lost" as const] }, 0],
    [{ minSeverity: "critical" as const }, 0],
    [{ minSeverity: "high" as const }, 1],
    [{ customers: ["Other"] }, 0],
    [{ customers: ["Keller AG"] }, 1],
    [{ carriers: ["RDWY"] }, 0],
    [{ reach: "mine" as const }, 0],
  ])("by the rule %j: %i", (rule, count) => {
    expect(new Book().look(many(1, {}), [receiver({ rule })]).made).toHaveLength(count);
  });

  it("tells what became grave enough, and what was given to me once by its assignment alone", () => {
    const book = new Book();
    const [low] = many(1, { severity: "low" }) as [ToldException];
    const graveOnly = receiver({ rule: { minSeverity: "critical" } });
    expect(book.look([low], [graveOnly]).made).toEqual([]);
    expect(book.look([{ ...low, severity: "critical" }], [graveOnly]).made).toHaveLength(1);
    const mine = receiver({ key: "in_app:ada", rule: { reach: "mine" } });
    const given = toldException({ id: "x", assigneeId: "ada" });
    const news: PersonalNews[] = [
      { historyId: "h1", kind: "assigned", userId: "ada", by: "Rosa", said: null, exception: given },
    ];
    expect(book.look([given], [mine], NOON, news).made).toHaveLength(1);
    expect(book.look([given], [mine], NOON, news).made).toEqual([]);
    expect(
      book.look([given], [mine], NOON, [{ ...(news[0] as PersonalNews), historyId: "h2", kind: "mention" }])
        .made,
    ).toHaveLength(1);
  });

  it("tells whose snooze is over, whatever they asked to be told, unless it was settled since", () => {
    const book = new Book();
    const back = toldException({ id: "x", assigneeId: "ada", severity: "low" });
    const graveOnly = receiver({ key: "in_app:ada", rule: { minSeverity: "critical" } });
    const news = (historyId: string, exception: ToldException): PersonalNews[] => [
      { historyId, kind: "returned", userId: "ada", by: "rule", said: null, exception },
    ];
    const resolved = { ...back, state: "resolved" as const };
    expect(book.look([resolved], [graveOnly], NOON, news("h0", resolved)).made).toEqual([]);
    expect(book.look([back], [graveOnly], NOON, news("h1", back)).made).toMatchObject([{ kind: "returned" }]);
    expect(book.look([back], [graveOnly], NOON, news("h1", back)).made).toEqual([]);
    // Never told that it opened, ada hears that it is over.
    book.send();
    book.look([resolved], [graveOnly]);
    expect([...book.rounds.values()].filter(deservesRecovery)).toHaveLength(1);
  });

  it("tells what came back again", () => {
    const book = new Book();
    const [only] = many(1, {}) as [ToldException];
    book.look([only], [receiver()]);
    book.send();
    book.look([{ ...only, state: "resolved" }], [receiver()]);
    expect(book.look([{ ...only, round: 1 }], [receiver()]).items).toHaveLength(1);
  });
});

describe("when", () => {
  const night = receiver({ rule: { quiet: { fromMinute: 22 * 60, untilMinute: 6 * 60 } } });

  it("waits for its fellows, and at night for the morning unless it is critical", () => {
    const due = (changes: ToldException[], to: Receiver, now: number) =>
      new Book().look(changes, [to], now).made[0]?.dueAt;
    const elevenAtNight = NOON + 11 * 3_600_000;
    expect(due(many(1, {}), night, NOON)).toBe(NOON + GATHER_MS);
    expect(due(many(1, {}), night, elevenAtNight)).toBe(NOON + 18 * 3_600_000);
    expect(due(many(1, { severity: "critical" }), night, elevenAtNight)).toBe(elevenAtNight + GATHER_MS);
  });

  it("gathers a digest over different causes", () => {
    const book = new Book();
    const hourly = receiver({ rule: { digestMinutes: 60 } });
    book.look(many(3, { carrier: "RDWY" }), [hourly]);
    book.look([toldException({ id: "z" })], [hourly], NOON + 60_000);
    expect([...book.rounds.values()]).toMatchObject([
      { kind: "digest", dueAt: NOON + 3_600_000, content: { count: 4 } },
    ]);
  });
});

const anyException = fc.record({
  id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  severity: fc.constantFrom("critical" as const, "high" as const, "low" as const),
  state: fc.constantFrom("open" as const, "acknowledged" as const, "resolved" as const, "snoozed" as const),
  carrier: fc.constantFrom("RDWY", "MAEU", null),
  round: fc.integer({ min: 0, max: 2 }),
});
const receivers = [
  receiver(),
  receiver({ subscriptionId: "s2", rule: { minSeverity: "critical" } }),
  receiver({
    key: "webhook:s3",
    subscriptionId: "s3",
    userId: null,
    channel: "webhook",
    rule: { quiet: { fromMinute: 600, untilMinute: 900 } },
  }),
];

describe("whatever happens in whatever order", () => {
  it("nobody is told a turn of an exception twice, and quiet hours drop nothing", () => {
    const steps = fc.array(fc.array(anyException, { maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(steps, (looks) => {
        const [loud, quiet] = [new Book(), new Book()];
        const told: string[] = [];
        for (const [index, given] of looks.entries()) {
          const changes = [...new Map(given.map((each) => [each.id, toldException(each)])).values()];
          const at = NOON + index * 60_000;
          for (const item of loud.look(changes, receivers, at).items)
            told.push(`${item.receiver} ${item.exceptionId} ${item.turn}`);
          quiet.look(
            changes,
            receivers.map((each) => ({
              ...each,
              rule: { ...each.rule, quiet: { fromMinute: 0, untilMinute: 1_439 } },
            })),
            at,
          );
        }
        expect(new Set(told).size).toBe(told.length);
        expect([...quiet.told.keys()].sort()).toEqual([...loud.told.keys()].sort());
        for (const round of quiet.rounds.values()) expect(round.dueAt).not.toBeNull();
      }),
      { numRuns: 100 },
    );
  });

  it("the same exceptions make the same messages", () => {
    const batch = fc.uniqueArray(anyException, { selector: ({ id }) => id, minLength: 1 });
    fc.assert(
      fc.property(batch, fc.infiniteStream(fc.nat()), (given, order) => {
        const changes = given.map((each) => toldException(each));
        const shuffled = changes
          .map((each) => ({ each, at: order.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ each }) => each);
        const messages = (list: ToldException[], oneByOne: boolean) => {
          const book = new Book();
          if (oneByOne) for (const each of list) book.look([each], receivers);
          else book.look(list, receivers);
          return [...book.rounds.values()]
            .map(({ noticeId, ...rest }) =>
              JSON.stringify({
                ...rest,
                to: null,
                content: { ...rest.content, kinds: Object.entries(rest.content.kinds).sort() },
              }),
            )
            .sort();
        };
        expect(messages(shuffled, true)).toEqual(messages(changes, false));
      }),
      { numRuns: 100 },
    );
  });
});
