import { Webhook } from "standardwebhooks";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimNotices, settleNotice } from "@/db/queries/notices/outbox";
import { ensureGroups } from "@/db/queries/watch/exception-groups";
import { inTransaction } from "@/db/transaction";
import type { SaveSubscriptionInput } from "@/lib/contracts/notices/subscription-input";
import type { Context } from "@/lib/usecases/context";
import { assignException } from "../exceptions/assign-exception";
import { snoozeException } from "../exceptions/snooze-exception";
import { wakeExceptions } from "../watch/wake-exceptions";
import { guardedLookup } from "./outbound-address";
import { resendNotice } from "./resend-notice";
import { saveSubscription } from "./save-subscription";
import { testSubscription } from "./test-subscription";
import { type NoticeWorld, noticeWorld } from "./testing/notice-world";
import { type HttpReceiver, httpReceiver, type SmtpReceiver, smtpReceiver } from "./testing/receivers";

let world: NoticeWorld;
let smtp: SmtpReceiver;
let http: HttpReceiver;
let lead: Context & { readonly userId: string };

beforeEach(async () => {
  [smtp, http] = await Promise.all([smtpReceiver(), httpReceiver()]);
  world = await noticeWorld(smtp.url);
  lead = await world.add("lena@acme.example", "lead");
});
afterEach(async () => {
  await Promise.all([smtp.close(), http.close()]);
  await world.close();
});

const RULE = {
  ...{ kinds: [], minSeverity: "low" as const, customers: [], carriers: [], reach: "all" as const },
  ...{ digestMinutes: null, quiet: null, zone: "Europe/Amsterdam" },
};

async function subscribe(given: Partial<Omit<SaveSubscriptionInput, "rule">> & { rule?: object } = {}) {
  return saveSubscription(
    lead,
    {
      ...{
        subscriptionId: uuidv7(),
        expectedVersion: 0,
        owner: "me",
        role: null,
        name: "Mine",
        channel: "email",
        url: null,
        enabled: true,
      },
      ...given,
      rule: { ...RULE, ...given.rule },
    },
    world.settings.secretKey,
  );
}
const webhook = () =>
  subscribe({ owner: "outside", channel: "webhook", url: http.url, name: "Their system" });
const titles = async () =>
  (await world.notices()).map(({ channel, title, state }) => [channel, title, state]);

async function failures(count: number): Promise<string[]> {
  const group = {
    id: uuidv7(),
    connectionId: world.connectionId,
    kind: "quarantined_message" as const,
    signature: "totals",
  };
  await ensureGroups(
    world.db,
    world.companyId,
    [{ ...group, title: "Can't be read: control totals differ" }],
    world.clock.now,
  );
  return world.open(
    Array.from({ length: count }, (_, index) => ({
      ...{
        kind: "quarantined_message" as const,
        subjectKind: "message" as const,
        groupId: group.id,
        connectionId: world.connectionId,
      },
      ...{ severity: "medium" as const, subjectLabel: `M-${index}`, summary: "Control totals differ." },
    })),
  );
}

describe("a broken connection", () => {
  it("is one mail about 200 failures, and one more when it is over", async () => {
    await subscribe();
    const ids = await failures(200);
    await world.gather();
    await world.gather();
    world.wait(31_000);
    await world.send();
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]).toContain("Subject: 200 exceptions, Roadway: Can't be read");
    expect(smtp.mails[0]).toMatch(/Message-ID: <notice\.[0-9a-f-]{36}@acme\.example>/i);
    await world.turn(ids.slice(1), { state: "resolved" });
    await world.gather();
    world.wait(31_000);
    await world.send();
    expect(smtp.mails).toHaveLength(1);
    await world.turn(ids.slice(0, 1), { state: "resolved" });
    await world.gather();
    world.wait(301_000);
    await world.send();
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]).toContain("Subject: Over: 200 exceptions");
  });

  it("that comes and goes is told once, and that it is over when it stays so", async () => {
    await subscribe();
    const ids = await failures(3);
    const pass = async (ms: number) => {
      await world.gather();
      world.wait(ms);
      await world.send();
    };
    await pass(31_000);
    for (let round = 1; round <= 20; round += 1) {
      await world.turn(ids, { state: "resolved" });
      await pass(60_000);
      await world.turn(ids, { state: "open", reopenedCount: round });
      await pass(60_000);
    }
    expect(smtp.mails).toHaveLength(1);
    expect((await world.notices()).filter(({ channel }) => channel === "email")).toMatchObject([
      { content: { count: 3, open: 3 } },
    ]);
    await world.turn(ids, { state: "resolved" });
    await pass(301_000);
    expect(smtp.mails).toHaveLength(2);
    expect(smtp.mails[1]).toContain("Subject: Over: 3 exceptions");
    await world.turn(ids, { state: "open", reopenedCount: 21 });
    await pass(31_000);
    expect(smtp.mails).toHaveLength(3);
  });

  it("is told also when its row was committed after the reader had passed it", async () => {
    await subscribe();
    await world.open([{}]);
    await world.gather();
    const late = new Date(world.clock.now.getTime() - 5_000);
    await world.open([{ subjectLabel: "SHP-LATE", openedAt: late }]);
    await world.gather();
    expect(await titles()).toHaveLength(1);
    world.wait(16_000);
    await world.gather();
    expect(await titles()).toHaveLength(2);
  });
});

describe("a webhook", () => {
  it("arrives signed as Standard Webhooks say, with the same id when it is tried again", async () => {
    // The verifier compares with the clock of the machine.
    world.clock.now = new Date();
    const { signingSecret } = await webhook();
    http.answer = { status: 503, body: "busy" };
    await world.open([{ subjectLabel: "SHP-7" }]);
    await world.gather();
    world.wait(31_000);
    await world.send();
    const [waiting] = await world.notices();
    expect(waiting).toMatchObject({
      state: "waiting",
      attempts: 1,
      error: "The receiver answered 503: busy.",
    });
    http.answer = { status: 204 };
    world.wait(31_000);
    await world.send();
    await world.send();
    expect(http.posts).toHaveLength(2);
    const [first, second] = http.posts;
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    const headers = second?.headers as Record<string, string>;
    expect(() => new Webhook(signingSecret ?? "").verify(`${second?.body} `, headers)).toThrow();
    const verified = new Webhook(signingSecret ?? "").verify(second?.body ?? "", headers);
    expect(verified).toMatchObject({
      type: "notice.opened",
      data: { title: "Late delivery, SHP-7", severity: "high", count: 1 },
    });
    expect((await world.notices()).map(({ state }) => state)).toEqual(["sent"]);
  });

  it("follows no redirect, and gives up in words what is gone for good", async () => {
    await webhook();
    http.answer = { status: 302, headers: { location: "http://127.0.0.1:1/" } };
    await world.open([{}]);
    await world.gather();
    world.wait(31_000);
    await world.send();
    expect((await world.notices())[0]).toMatchObject({
      state: "waiting",
      error: "The receiver answered 302.",
    });
    http.answer = { status: 410 };
    world.wait(31_000);
    await world.send();
    expect((await world.notices())[0]).toMatchObject({
      state: "failed",
      error: "The receiver answered 410.",
      nextTryAt: null,
    });
  });

  it("does not reach into our own network, by address or by a name that answers with one", async () => {
    await webhook();
    world.settings.outbound = { allowPrivate: false };
    await world.open([{}]);
    await world.gather();
    world.wait(31_000);
    await world.send();
    expect(http.posts).toEqual([]);
    expect((await world.notices())[0]).toMatchObject({ state: "failed" });
    expect((await world.notices())[0]?.error).toMatch(/127\.0\.0\.1 is not on the public internet/);

    const port = new URL(http.url).port;
    await subscribe({
      owner: "outside",
      channel: "slack",
      url: `http://hooks.example.test:${port}/x`,
      name: "Rebound",
    });
    const rebound = guardedLookup(false, async () => [{ address: "127.0.0.1", family: 4 }]);
    world.settings.outbound = { allowPrivate: false, lookup: rebound };
    await world.open([{ subjectLabel: "SHP-9" }]);
    await world.gather();
    world.wait(31_000);
    await world.send();
    expect(http.posts).toEqual([]);
    const slack = (await world.notices()).filter(({ channel }) => channel === "slack");
    expect(
      slack.every(
        ({ state, error }) => state === "failed" && /hooks\.example\.test is not on/.test(error ?? ""),
      ),
    ).toBe(true);
  });
});

describe("when a person is told", () => {
  it("digests are one mail an hour, quiet hours end in the morning", async () => {
    await subscribe({ rule: { digestMinutes: 60 } });
    await world.open([{ carrier: "RDWY" }, { carrier: "MAEU" }, { customer: "Keller AG", kind: "damaged" }]);
    await world.gather();
    world.wait(59 * 60_000);
    await world.send();
    expect(smtp.mails).toEqual([]);
    world.wait(61_000);
    await world.send();
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]).toContain("Subject: Digest: 3 exceptions");
  });

  it("quiet hours delay what is not critical, and drop nothing", async () => {
    world.clock.now = new Date("2026-11-20T22:00:00Z");
    await world.gather();
    await subscribe({ rule: { quiet: { fromMinute: 22 * 60, untilMinute: 7 * 60 } } });
    await world.open([
      { subjectLabel: "SHP-1" },
      { subjectLabel: "SHP-2", severity: "critical", severityRank: 0 },
    ]);
    await world.gather();
    world.wait(31_000);
    await world.send();
    expect(smtp.mails.map((mail) => /Subject: (.*)/.exec(mail)?.[1]?.trim())).toEqual([
      "Critical: Late delivery, SHP-2",
    ]);
    world.clock.now = new Date("2026-11-21T06:00:01Z");
    await world.send();
    expect(smtp.mails).toHaveLength(2);
  });

  it("sees in app what was given to them, and nobody tells them what they did themselves", async () => {
    const other = await world.add("otto@acme.example", "dispatcher");
    const [id] = (await world.open([{}])) as [string];
    world.wait(10);
    await assignException(lead, { exceptionId: id, expectedVersion: 1, assigneeId: other.userId });
    await world.gather();
    await world.send();
    expect(await world.notices()).toMatchObject([
      { userId: other.userId, kind: "assigned", state: "sent", title: "lena gave you: Late delivery, SHP-1" },
    ]);
    const [second] = (await world.open([{}])) as [string];
    world.wait(10);
    await assignException(lead, { exceptionId: second, expectedVersion: 1, assigneeId: lead.userId });
    await world.gather();
    expect((await world.notices()).filter(({ kind }) => kind === "assigned")).toHaveLength(1);
  });

  it("is told that a snooze is over: whoever has it, else whoever put it away", async () => {
    const other = await world.add("otto@acme.example", "dispatcher");
    const [own, given] = (await world.open([{}, {}])) as [string, string];
    world.wait(10);
    await assignException(lead, { exceptionId: given, expectedVersion: 1, assigneeId: other.userId });
    const untilAt = new Date(world.clock.now.getTime() + 3_600_000).toISOString();
    for (const [exceptionId, expectedVersion] of [
      [own, 1],
      [given, 2],
    ] as const)
      await snoozeException(lead, { exceptionId, expectedVersion, untilAt, untilEvent: null });
    await world.gather();
    const returned = async () => (await world.notices()).filter(({ kind }) => kind === "returned");
    expect(await returned()).toEqual([]);
    world.wait(3_600_001);
    expect(await wakeExceptions({ db: world.db, now: () => world.clock.now })).toBe(2);
    await world.gather();
    await world.gather();
    const told = (await returned()).map(({ userId, title, href }) => ({ userId, title, href }));
    expect(told).toHaveLength(2);
    expect(told).toContainEqual({
      userId: lead.userId,
      title: "Snooze over: Late delivery, SHP-1",
      href: `/exceptions/${own}`,
    });
    expect(told).toContainEqual(
      expect.objectContaining({ userId: other.userId, href: `/exceptions/${given}` }),
    );
  });
});

describe("what did not go out", () => {
  it("fails visibly when mail is not set up, and goes out when somebody sends it again", async () => {
    const { mailer } = world.settings;
    Object.assign(world.settings, { mailer: null });
    const { id } = await subscribe();
    await testSubscription(lead, { subscriptionId: id, requestId: uuidv7() });
    await world.send();
    const [failed] = await world.notices();
    expect(failed).toMatchObject({ state: "failed", error: expect.stringContaining("SMTP_URL") });
    Object.assign(world.settings, { mailer });
    await resendNotice(lead, {
      noticeId: failed?.id ?? "",
      expectedVersion: failed?.version ?? 0,
      reason: "Mail works again",
    });
    await world.send();
    expect(smtp.mails).toHaveLength(1);
    expect((await world.notices())[0]).toMatchObject({
      state: "sent",
      tries: [{}, { outcome: "Sent again by lena." }, {}],
    });
  });

  it("is given up at once where the mail server refuses for good, else tried later", async () => {
    const { id } = await subscribe();
    smtp.refuseWith = 451;
    await testSubscription(lead, { subscriptionId: id, requestId: uuidv7() });
    await world.send();
    expect(await titles()).toEqual([["email", "Test of Mine", "waiting"]]);
    smtp.refuseWith = 550;
    world.wait(31_000);
    await world.send();
    expect(await titles()).toEqual([["email", "Test of Mine", "failed"]]);
  });

  it("is not sent again once it was confirmed, whatever a worker that was taken for dead still says", async () => {
    await webhook();
    await world.open([{}]);
    await world.gather();
    world.wait(31_000);
    const now = world.clock.now;
    const lease = { lane: "outside" as const, now, leasedUntil: new Date(now.getTime() + 60_000), limit: 10 };
    const [frozen] = await inTransaction(world.db, (tx) => claimNotices(tx, lease));
    await world.send();
    expect(http.posts).toEqual([]);
    // Its lease runs out; another worker sends it and notes that.
    world.wait(61_000);
    await world.send();
    expect(http.posts).toHaveLength(1);
    const late = { state: "waiting" as const, error: "late", nextTryAt: now, at: now };
    expect(frozen && (await settleNotice(world.db, frozen, late))).toBe(false);
    await world.send();
    expect(http.posts).toHaveLength(1);
    expect(await world.notices()).toMatchObject([{ state: "sent", error: null }]);
  });

  it("is not subscribed to without end, however many ask at once", async () => {
    const made = await Promise.allSettled(Array.from({ length: 30 }, () => subscribe()));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
    await expect(subscribe()).rejects.toMatchObject({ code: "too_large" });
  });

  it("is refused to change for who does not own it", async () => {
    const { id } = await subscribe();
    const other = await world.add("otto@acme.example", "dispatcher");
    await expect(testSubscription(other, { subscriptionId: id, requestId: uuidv7() })).rejects.toThrow(
      /no such subscription/,
    );
    lead = other;
    await expect(webhook()).rejects.toThrow(/subscription\.manage/);
    await expect(
      resendNotice(other, { noticeId: id, expectedVersion: 1, reason: "why not" }),
    ).rejects.toThrow(/notice\.resend/);
  });
});
