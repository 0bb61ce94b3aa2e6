import type { AddressInfo } from "node:net";
import { Engine, type HoldOpen } from "./protocol/engine";
import { OdooServer } from "./protocol/server";
import { REGISTRY } from "./registry/all-models";
import { Keeper } from "./store/keeper";
import { loadSnapshot } from "./store/snapshot";
import { Store } from "./store/store";
import { ADMIN_LOGIN, makeBaseWorld } from "./world/base-world";

export interface StandInOptions {
  /** 0: any free one. Only this machine can reach it. */
  readonly port: number;
  /** Where the world is kept between starts. Without it everything is gone at the end. */
  readonly dataFile?: string;
  /** Milliseconds since 1970; tests move it. */
  readonly now?: () => number;
}

export interface StandIn {
  readonly url: string;
  readonly database: string;
  readonly adminLogin: string;
  readonly adminPassword: string;
  /** Keeps the transactions it names open as long as told: they commit behind what others wrote meanwhile. */
  holdOpen(hold: HoldOpen): void;
  close(): Promise<void>;
}

const DATABASE = "milepost";
const ADMIN_PASSWORD = "admin";

/** Starts a small Odoo 19 that plays what Milepost asks of one. */
export async function startOdooStandIn(options: StandInOptions): Promise<StandIn> {
  const now = options.now ?? Date.now;
  const store = new Store(REGISTRY.all);
  const known = options.dataFile ? loadSnapshot(store, options.dataFile) : false;
  if (!known) makeBaseWorld(REGISTRY, store, firstStamp(now()), ADMIN_PASSWORD);
  const engine = new Engine(REGISTRY, store, now);
  const keeper = options.dataFile ? new Keeper(store, options.dataFile, warnOfLoss) : undefined;
  if (keeper) engine.onCommit = () => keeper.noteChange();
  if (keeper && !known) keeper.noteChange();
  const server = new OdooServer(engine, DATABASE, now);
  await server.listen(options.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    database: DATABASE,
    adminLogin: ADMIN_LOGIN,
    adminPassword: ADMIN_PASSWORD,
    holdOpen: (hold) => {
      engine.holdOpen = hold;
    },
    close: async () => {
      await server.close();
      await keeper?.close();
    },
  };
}

const warnOfLoss = (error: unknown) =>
  console.error(`The stand-in could not keep its world: ${error instanceof Error ? error.message : error}`);

const firstStamp = (at: number) => new Date(at).toISOString().replace("T", " ").replace("Z", "000");
