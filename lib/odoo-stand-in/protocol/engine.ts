import { setTimeout as sleep } from "node:timers/promises";
import { accessError } from "../failure";
import { tellTracked } from "../mail/tracking";
import { type Context, Env } from "../records/env";
import { failedLoad } from "../records/load";
import type { Registry } from "../registry/registry";
import { type Store, Transaction } from "../store/store";
import { type Call, callMethod } from "./call-method";

/** Told of every call when it begins: its transaction stays open for so many milliseconds, or until the promise resolves. */
export type HoldOpen = (call: {
  readonly model: string;
  readonly method: string;
}) => number | Promise<unknown>;

/** Long enough that two `load()` calls sent together meet, as they do in a database. */
const LOAD_TAKES_MS = 3;

/** Runs calls, each in one transaction. Nothing of a call is seen before it ends, and `write_date` says when it began. */
export class Engine {
  holdOpen: HoldOpen = () => 0;
  onCommit: () => void = () => undefined;
  private readonly loading = new Set<string>();
  private drawn = 0;
  private drawnAt = 0;

  constructor(
    readonly registry: Registry,
    readonly store: Store,
    private readonly now: () => number,
  ) {}

  /** `YYYY-MM-DD HH:MM:SS.ffffff`; two calls of one millisecond differ. */
  private stamp(): string {
    const at = this.now();
    this.drawn = at === this.drawnAt ? this.drawn + 1 : 0;
    this.drawnAt = at;
    const micros = String(this.drawn % 1_000).padStart(3, "0");
    return new Date(at).toISOString().replace("T", " ").replace("Z", micros);
  }

  async run(userId: number, context: Context, call: Call): Promise<unknown> {
    const startedAt = this.stamp();
    const held = this.holdOpen(call) || (call.method === "load" ? LOAD_TAKES_MS : 0);
    const claimed = call.method === "load" ? externalIds(call) : [];
    const clash = claimed.some((id) => this.loading.has(id));
    for (const id of claimed) if (!clash) this.loading.add(id);
    try {
      if (held !== 0) await (typeof held === "number" ? sleep(held) : held);
      if (clash) return failedLoad(`could not serialize access due to concurrent update\n`);
      return await this.transact(userId, context, startedAt, (env) => callMethod(env, call));
    } finally {
      if (!clash) for (const id of claimed) this.loading.delete(id);
    }
  }

  /** One transaction: all of `work` or nothing, then the webhooks, one after the other, before the caller gets its answer. */
  async transact<T>(
    userId: number,
    context: Context,
    startedAt: string | undefined,
    work: (env: Env) => T,
  ): Promise<T> {
    const transaction = new Transaction(this.store, startedAt ?? this.stamp());
    const env = new Env(this.registry, this.store, transaction, userId, context);
    let result: T;
    try {
      if (env.find("res.users", userId)?.active === false) throw accessError("Access Denied");
      result = work(env);
      tellTracked(env);
    } catch (error) {
      transaction.rollBack();
      throw error;
    }
    if (isFailedLoad(result)) {
      transaction.rollBack();
      return result;
    }
    if (transaction.changed) this.onCommit();
    for (const step of transaction.afterCommit) await step();
    return result;
  }
}

const isFailedLoad = (result: unknown): boolean =>
  typeof result === "object" &&
  result !== null &&
  "ids" in result &&
  result.ids === false &&
  "messages" in result;

function externalIds(call: Call): readonly string[] {
  const fields = call.named.fields;
  const data = call.named.data;
  if (!Array.isArray(fields) || !Array.isArray(data)) return [];
  const at = fields.indexOf("id");
  return at < 0 ? [] : data.map((row) => String(row[at])).filter(Boolean);
}
