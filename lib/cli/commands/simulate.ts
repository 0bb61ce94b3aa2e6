import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { connectDatabase, type Database } from "@/db/client";
import { InvalidError } from "@/lib/domain/app-error";
import { MINUTE_MS } from "@/lib/domain/time/instant";
import { env } from "@/lib/env";
import { fillHistory, historyMessages } from "@/lib/simulator/history";
import { type Deliver, intoFolder, intoInbox, overHttp, splitDelivery } from "@/lib/simulator/live/deliver";
import { playLive } from "@/lib/simulator/live/play-live";
import { liveTraffic } from "@/lib/simulator/live/traffic";
import { type OpenWorld, openWorld } from "@/lib/simulator/open-world";
import { withProgress } from "../progress";
import {
  connectOdooHalf,
  type OdooChoice,
  type OdooConnecting,
  type OdooHalf,
  openOdooHalf,
  playOdoo,
  seedOdoo,
} from "../simulate-odoo";

interface Options {
  readonly demo?: true;
  readonly seedOnly?: true;
  readonly url?: string;
  readonly shipments: number;
  readonly seed: number;
  readonly days: number;
  readonly rate: number;
  readonly anchor?: number;
  readonly odoo?: string;
  readonly odooDb: string;
  readonly odooLogin: string;
  readonly odooOrders: number;
}

const number = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() !== "" && value >= min && value <= max) return value;
  throw new InvalidArgumentError(`expected a number from ${min} to ${max}`);
};
const whole = (min: number, max: number) => (text: string) => {
  const value = number(min, max)(text);
  if (Number.isInteger(value)) return value;
  throw new InvalidArgumentError("expected a whole number");
};

/** `milepost simulate`: a made-up company whose partners send raw messages, as history and live. */
export function register(command: Command): void {
  command
    .option(
      "--demo",
      "also make one colleague per role (password: MILEPOST_DEMO_PASSWORD), post to NEXTAUTH_URL",
    )
    .option("--seed-only", "fill in the history and stop")
    .option("--url <address>", "post live messages to this web server, signed as each partner signs")
    .option("--shipments <n>", "shipments in the history", whole(1, 1_000_000), 1_500)
    .option("--seed <n>", "the same seed gives the same world", whole(0, 2_147_483_647), 7)
    .option("--days <n>", "length of the history", number(1, 60), 14)
    .option("--rate <per-second>", "live messages a second", number(0.1, 50), 2)
    .option("--anchor <iso>", "the moment the history leads up to (default: now)", anchorOf)
    .option("--odoo <address>", "play the people in this Odoo as well (password: ODOO_PASSWORD)")
    .option("--odoo-db <name>", "its database", "milepost")
    .option("--odoo-login <name>", "an administrator there", "admin")
    .option(
      "--odoo-orders <n>",
      "at most so many orders of the history go into Odoo",
      whole(0, 1_000_000),
      1_000_000,
    )
    .addHelpText(
      "after",
      "\nA company that has a world keeps it: seed, shipments, days and anchor count only the first time.\nWithout --demo or --url live messages go straight into the inbox.",
    )
    .action(simulate);
}

function anchorOf(text: string): number {
  const anchor = z.iso.datetime({ offset: true }).safeParse(text);
  if (!anchor.success) throw new InvalidArgumentError("expected a time such as 2026-03-18T08:00:00Z");
  return Date.parse(anchor.data);
}

async function simulate(options: Options): Promise<void> {
  const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const anchorAt = options.anchor ?? now;
  if (anchorAt > Date.now())
    throw new InvalidError("--anchor lies in the future, and history can't. Nothing was done.");
  const password = options.demo ? (env().MILEPOST_DEMO_PASSWORD ?? null) : null;
  if (options.demo && !password) {
    throw new InvalidError("--demo needs MILEPOST_DEMO_PASSWORD, 12 characters or more. Nothing was done.");
  }
  const odoo = odooChoice(options);
  const db = connectDatabase(env().DATABASE_URL, { max: 3, applicationName: "milepost simulator" });
  try {
    const { seed, shipments, days } = options;
    const secretKey = Buffer.from(env().MILEPOST_SECRET_KEY, "base64");
    const world = { seed, shipments, days, anchorAt };
    const open = await openWorld(db, { world, secretKey, password });
    say(
      `world seed ${open.world.seed}, anchor ${new Date(open.world.anchorAt).toISOString()}: ` +
        `${open.added.people} people and ${open.added.connections} connections added`,
    );
    // First, since Odoo may know of local runs that no partner has spoken of yet.
    const half = odoo ? await openOdooHalf(open, odoo) : null;
    const runs = half?.runs ?? open.runs;
    const filledUntil = await fill(db, { ...open, runs }, options);
    const stop = new AbortController();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
    const connecting = { db, secretKey, webhookBase: options.demo ? (env().NEXTAUTH_URL ?? null) : null };
    const direct = intoInbox(db, open.companyId, open.cast);
    if (!options.seedOnly) {
      await live(
        { ...open, runs },
        { options, half, connecting, direct, from: filledUntil, signal: stop.signal },
      );
    } else if (half) {
      await seedOdoo(half, open.world.anchorAt, direct, stop.signal);
      // After it, so that the first load finds everything.
      await connectOdooHalf(half, connecting);
    }
  } finally {
    await db.$client.end();
  }
}

/** Brings the inbox up to date. @returns the moment up to which everything was sent. */
async function fill(db: Database, open: OpenWorld, options: Options): Promise<number> {
  // Alone, history ends at its anchor; before live traffic it catches up with today.
  const until = options.seedOnly ? open.world.anchorAt : Date.now();
  const after = open.lastAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const startedAt = performance.now();
  const messages = historyMessages(open.world, { after, until }, open.runs);
  const filled = await withProgress(
    { label: "history", total: messages.length, unit: "messages" },
    (progress) => fillHistory(db, open.companyId, open.cast, messages, (count) => progress.advance(count)),
  );
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  say(`history: ${filled.sent} messages sent, ${filled.stored} new in the inbox, ${seconds} s`);
  return until;
}

interface LiveSettings {
  readonly options: Options;
  readonly half: OdooHalf | null;
  readonly connecting: OdooConnecting;
  /** Past the web server, for want of one. */
  readonly direct: Deliver;
  readonly from: number;
  readonly signal: AbortSignal;
}

async function live(
  open: OpenWorld,
  { options, half, connecting, direct, from, signal }: LiveSettings,
): Promise<void> {
  const url = options.url ?? (options.demo ? env().NEXTAUTH_URL : undefined);
  const folder = env().DROP_FOLDER;
  const post = url ? overHttp(url, open.cast) : direct;
  const deliver = url && folder ? splitDelivery(post, intoFolder(folder)) : post;
  say(`live: about ${options.rate} messages a second ${url ? `to ${url}` : "into the inbox"}`);
  const ordered: number[] = [];
  const newRuns = () => ordered.splice(0);
  const [report] = await Promise.all([
    playLive({
      traffic: liveTraffic(open.world, from, open.runs, (second) => ordered.push(second)),
      deliver,
      perSecond: options.rate,
      signal,
      onReachable: (isReachable, why) =>
        say(isReachable ? "live: the other side answers again" : `live: waiting for the other side (${why})`),
      onRefused: (message, status) => say(`live: ${message.source} was refused with ${status}`),
    }),
    half ? playOdoo(half, connecting, newRuns, deliver, signal) : undefined,
  ]);
  say(`live: ${report.sent} messages taken, ${report.refused} refused`);
}

/** Null without --odoo. */
function odooChoice({
  odoo: url,
  odooDb: database,
  odooLogin: login,
  odooOrders: orders,
}: Options): OdooChoice | null {
  if (url === undefined) return null;
  const password = env().ODOO_PASSWORD;
  if (!password) throw new InvalidError("--odoo needs ODOO_PASSWORD, the administrator's. Nothing was done.");
  return { place: { url, database, login, password }, orders };
}

function say(line: string): void {
  process.stdout.write(`simulator  ${line}\n`);
}
