import { randomBytes } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { insertExceptions, type NewException } from "@/db/queries/watch/exceptions";
import { connection } from "@/db/schema/connection";
import { exception } from "@/db/schema/exception";
import { notice } from "@/db/schema/notice";
import { type AccessWorld, accessWorld } from "@/lib/usecases/access/testing/access-world";
import { gatherCustomerNotices } from "../customer-notices";
import { gatherNotices } from "../gather-notices";
import { mailerOf } from "../mailer";
import type { OutboundPolicy } from "../post-outside";
import { sendNotices } from "../send-notices";
import { type SenderSettings, senderOf } from "../sender";

/** A company whose outbox is worked by hand. */
export interface NoticeWorld extends AccessWorld {
  readonly companyId: number;
  readonly connectionId: string;
  readonly settings: SenderSettings & { outbound: OutboundPolicy };
  /** Opens exceptions now. @returns their ids. */
  readonly open: (given: readonly Partial<NewException>[]) => Promise<string[]>;
  readonly turn: (ids: readonly string[], patch: Partial<typeof exception.$inferInsert>) => Promise<void>;
  readonly wait: (ms: number) => void;
  readonly gather: () => Promise<void>;
  /** Sends until nothing is due. */
  readonly send: () => Promise<void>;
  readonly notices: () => Promise<(typeof notice.$inferSelect)[]>;
}

export async function noticeWorld(smtpUrl?: string): Promise<NoticeWorld> {
  const world = await accessWorld();
  const { db, clock } = world;
  const { companyId } = world.system.actor;
  const connectionId = uuidv7();
  await db.insert(connection).values({
    ...{ id: connectionId, companyId, slug: "rdwy", name: "Roadway", dialect: "x12", partnerKind: "carrier" },
    ...{ verification: { scheme: "none" }, maxBodyBytes: 1024 },
  });
  const settings = {
    db,
    secretKey: randomBytes(32),
    mailer: mailerOf({ url: smtpUrl, from: "Milepost <milepost@acme.example>" }),
    outbound: { allowPrivate: true } as OutboundPolicy,
    baseUrl: "https://milepost.acme.example",
    now: () => clock.now,
  };
  const deps = { db, now: () => clock.now };
  const gather = async () => {
    while (await gatherNotices(deps));
    while (await gatherCustomerNotices(deps));
  };
  // The past is not told: the first look only begins.
  await gather();
  return {
    ...world,
    companyId,
    connectionId,
    settings,
    open: async (given) => {
      clock.now = new Date(clock.now.getTime() + 1);
      const rows = given.map((each) => newException(companyId, clock.now, each));
      await insertExceptions(db, rows);
      return rows.map(({ id }) => id);
    },
    turn: async (ids, patch) => {
      clock.now = new Date(clock.now.getTime() + 1);
      for (const id of ids)
        await db
          .update(exception)
          .set({ ...patch, changedAt: clock.now })
          .where(and(eq(exception.companyId, companyId), eq(exception.id, id)));
    },
    wait: (ms) => {
      clock.now = new Date(clock.now.getTime() + ms);
    },
    gather,
    send: async () => {
      while (await sendNotices({ ...deps, sender: senderOf(settings), chance: () => 1 }));
    },
    notices: () => db.select().from(notice).orderBy(asc(notice.createdAt), asc(notice.id)),
  };
}

function newException(companyId: number, now: Date, given: Partial<NewException>): NewException {
  const id = uuidv7();
  return {
    companyId,
    id,
    kind: "late_delivery",
    subjectKind: "shipment",
    subjectId: id,
    cause: "",
    groupId: null,
    shipmentId: null,
    subjectLabel: "SHP-1",
    customer: null,
    carrier: null,
    connectionId: null,
    summary: "Due 14:00, not there.",
    severity: "high",
    severityRank: 1,
    moneyMinor: null,
    currency: null,
    ownerRole: "dispatcher",
    dueAt: null,
    openedAt: now,
    sinceAt: now,
    ...given,
  };
}
