import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import type { Deliver } from "@/lib/simulator/live/deliver";
import { sendCount, sendCounts } from "@/lib/simulator/odoo/live-counts";
import {
  fillOffice,
  type Office,
  type OfficeNews,
  openOffice,
  playOfficeLive,
} from "@/lib/simulator/odoo/play-odoo";
import { runsInOdoo } from "@/lib/simulator/odoo/runs-in-odoo";
import type { OdooPlace } from "@/lib/simulator/odoo/session";
import type { OpenWorld } from "@/lib/simulator/open-world";
import { ensureOdoo } from "@/lib/usecases/demo/ensure-odoo";

/** Which Odoo has the other half, and how much of the history goes into it. */
export interface OdooChoice {
  readonly place: OdooPlace;
  readonly orders: number;
}

/** Milepost's side: who sets its connection up, and where Odoo may call; null: nowhere. */
export interface OdooConnecting {
  readonly db: Database;
  readonly secretKey: Buffer;
  readonly webhookBase: string | null;
}

/** Odoo's half of a running simulation. */
export interface OdooHalf {
  readonly place: OdooPlace;
  readonly companyId: number;
  readonly office: Office;
  readonly orders: number;
  /** Local runs under way, those nobody but Odoo has heard of included. */
  readonly runs: readonly number[];
}

/** A stand-in that starts beside us answers within seconds. */
const FIRST_ANSWER_WITHIN_MS = 60_000;
const SCREENS_WITHIN_MS = 180_000;
const SAY_EVERY = 250;

/** Signs in, makes customers, carriers, goods and stock, and finds out which orders are under way. */
export async function openOdooHalf(open: OpenWorld, { place, orders }: OdooChoice): Promise<OdooHalf> {
  const startedAt = performance.now();
  const office = await openOffice(place, open.world, FIRST_ANSWER_WITHIN_MS);
  const more = open.lastAt ? await runsInOdoo(office, open.lastAt.getTime()) : [];
  say(`odoo: signed in at ${place.url}, ${secondsSince(startedAt)} s`);
  return { place, companyId: open.companyId, office, orders, runs: [...new Set([...open.runs, ...more])] };
}

/** Has Milepost read this Odoo, as an administrator would set it up; with calls back once there is somebody to call. */
export async function connectOdooHalf(half: OdooHalf, connecting: OdooConnecting): Promise<void> {
  const { db, secretKey, webhookBase } = connecting;
  const startedAt = performance.now();
  const actor = { kind: "system", job: "simulator", companyId: half.companyId } as const;
  const { url: baseUrl, database, login: adminLogin, password: adminPassword } = half.place;
  const input = { baseUrl, database, adminLogin, adminPassword, webhookBase };
  const notes = await ensureOdoo({ db, actor, now: () => new Date() }, secretKey, input);
  for (const note of notes) say(`odoo: ${note}`);
  say(`odoo: Milepost is connected${webhookBase ? " and called back" : ""}, ${secondsSince(startedAt)} s`);
}

/** Everything up to `until`, then the warehouse's count of what is left. */
export async function seedOdoo(
  half: OdooHalf,
  until: number,
  deliver: Deliver,
  signal: AbortSignal,
): Promise<void> {
  await fillOdoo(half, half.runs, until, signal);
  if (!signal.aborted) await sendCount(half.office, deliver);
}

async function fillOdoo(
  half: OdooHalf,
  runs: readonly number[],
  until: number,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = performance.now();
  let told = 0;
  const done = await fillOffice(
    half.office,
    {
      until,
      runs,
      limit: half.orders,
      signal,
      onProgress: (orders, total) => {
        if (orders - told < SAY_EVERY || orders === total) return;
        told = orders;
        say(`odoo: ${orders} of ${total} orders, ${secondsSince(startedAt)} s`);
      },
    },
    NEWS,
  );
  if (!signal.aborted) say(`odoo: the past is in, ${done} orders, ${secondsSince(startedAt)} s`);
}

/** The past first, then every click as its moment comes, until asked to stop. */
export async function playOdoo(
  half: OdooHalf,
  connecting: OdooConnecting,
  newRuns: () => readonly number[],
  deliver: Deliver,
  signal: AbortSignal,
): Promise<void> {
  // Without calls back at first: nobody wants ten for every order of a fortnight.
  await connectOdooHalf(half, { ...connecting, webhookBase: null });
  await untilAnswering(connecting.webhookBase, signal);
  const until = Date.now();
  const runs = [...half.runs, ...newRuns()];
  await fillOdoo(half, runs, until, signal);
  if (signal.aborted) return;
  if (connecting.webhookBase) await connectOdooHalf(half, connecting);
  await Promise.all([
    playOfficeLive(
      half.office,
      {
        from: until,
        runs,
        newRuns,
        onMoved: (skus) => sendCount(half.office, deliver, skus),
        signal,
      },
      NEWS,
    ),
    sendCounts(half.office, deliver, signal),
  ]);
}

/** The screens first: a fortnight of orders would take the machine from a build and from the reading of the inbox. */
async function untilAnswering(address: string | null, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + SCREENS_WITHIN_MS;
  while (address && !signal.aborted && Date.now() < deadline) {
    const health = await fetch(new URL("/api/health", address), { signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    );
    if (health?.ok) return;
    await sleep(1_000, undefined, { signal }).catch(() => undefined);
  }
}

const NEWS: OfficeNews = {
  onRefused: (what, why) => say(`odoo: ${what} was refused: ${why.replace(/\s+/g, " ")}`),
  onReachable: (isReachable, why) => say(isReachable ? "odoo: answers again" : `odoo: waiting (${why})`),
};

const secondsSince = (at: number) => ((performance.now() - at) / 1_000).toFixed(1);

function say(line: string): void {
  process.stdout.write(`simulator  ${line}\n`);
}
