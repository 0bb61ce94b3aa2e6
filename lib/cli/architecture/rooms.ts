/** The rooms of the house and what each may import. The same table is in ARCHITECTURE.md. */
export type Room =
  | "app"
  | "components"
  | "domain"
  | "contracts"
  | "connectors"
  | "usecases"
  | "actions"
  | "client"
  | "worker"
  | "cli"
  | "simulator"
  | "standIn"
  | "db"
  | "e2e";

export const ROOM_FOLDERS: Record<Room, string> = {
  app: "app/",
  components: "components/",
  domain: "lib/domain/",
  contracts: "lib/contracts/",
  connectors: "lib/connectors/",
  usecases: "lib/usecases/",
  actions: "lib/actions/",
  client: "lib/client/",
  worker: "lib/worker/",
  cli: "lib/cli/",
  simulator: "lib/simulator/",
  standIn: "lib/odoo-stand-in/",
  db: "db/",
  e2e: "e2e/",
};

/** `types`: only with `import type`; a folder or file: only that much of the room. */
export type Grant = "all" | "types" | readonly string[];

/** The programs that join everything from outside share one row of the table. */
const PROGRAM: Partial<Record<Room, Grant>> = {
  domain: "all",
  contracts: "all",
  connectors: ["lib/connectors/registry"],
  db: ["db/client", "db/migrate"],
  usecases: "all",
};

export const MAY_IMPORT: Record<Room, Partial<Record<Room, Grant>>> = {
  domain: { domain: "all" },
  contracts: { domain: "all", contracts: "all" },
  // Its own folder only: see `breaksOwnFolder`.
  connectors: { domain: "all", contracts: "all", connectors: "all" },
  db: { domain: "types", db: "all" },
  usecases: { domain: "all", contracts: "all", connectors: "all", db: "all", usecases: "all" },
  actions: { contracts: "all", usecases: "all", actions: "all" },
  client: { domain: "all", contracts: "all", client: "all" },
  components: { domain: "all", contracts: "all", actions: "all", client: "all", components: "all" },
  worker: { ...PROGRAM, worker: "all" },
  cli: { ...PROGRAM, cli: "all", simulator: "all", standIn: "all" },
  simulator: { ...PROGRAM, simulator: "all" },
  // Plays Odoo, so it shares nothing with what it is asked by.
  standIn: { standIn: "all" },
  app: {
    domain: "types",
    contracts: "all",
    usecases: "all",
    actions: "all",
    client: "all",
    components: "all",
    app: "all",
  },
  e2e: { domain: "all", contracts: "all", e2e: "all" },
};

/** Packages a room may use; undefined: any. `types` imports cost nothing and are always allowed. */
export const PACKAGES: Partial<Record<Room, readonly RegExp[]>> = {
  domain: [],
  contracts: [/^zod$/],
  client: [/^react(\/|$)/, /^@tanstack\//, /^next\//, /^zod$/],
};

/** Never in what a browser loads. */
export const SERVER_ONLY_PACKAGES = /^(node:|pg$|drizzle-orm|@node-rs\/)/;
export const BROWSER_ROOMS: readonly Room[] = ["components", "client", "contracts"];

export function roomOf(path: string): Room | undefined {
  const rooms = Object.entries(ROOM_FOLDERS) as [Room, string][];
  return rooms.find(([, folder]) => path.startsWith(folder))?.[0];
}
