import { type Child, superviseChildren } from "@/lib/cli/entry/child-processes.mjs";

interface Options {
  readonly count: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logs: string;
  /** Lease and time-out in milliseconds, factor of waits. */
  readonly times: readonly number[];
}

export interface PushWorkers {
  readonly count: number;
  /** Ends one as a crash does; its successor is started at once. */
  killOne(place: number): void;
  killed(): number;
  /** Those that ended without being asked. */
  fallen(): readonly string[];
  stop(): Promise<void>;
}

const SCRIPT = "lib/cli/soak/odoo-push/push-worker.ts";

/** Workers as real processes, so that SIGKILL leaves what it leaves in life. */
export function startPushWorkers({ count, environment, logs, times }: Options): PushWorkers {
  const running: Child[] = [];
  const asked = new Set<number>();
  const fallen: string[] = [];
  let killed = 0;
  let launched = 0;
  const crew = superviseChildren((child, code, signal) => {
    if (asked.has(child.identity.pid)) return;
    fallen.push(`${child.name} ended by itself (${signal ?? code}): ${child.lastLines.at(-1) ?? ""}`);
  }, logs);
  const launch = (place: number) => {
    launched += 1;
    const command = [process.execPath, "--import", "tsx", SCRIPT, ...times.map(String)];
    running[place] = crew.launch(`push-${launched}`, command, environment);
  };
  for (let place = 0; place < count; place += 1) launch(place);
  return {
    count,
    killOne: (place) => {
      const child = running[place];
      if (!child) throw new Error(`no worker ${place} runs`);
      asked.add(child.identity.pid);
      process.kill(-child.identity.pid, "SIGKILL");
      killed += 1;
      launch(place);
    },
    killed: () => killed,
    fallen: () => fallen,
    stop: () => {
      for (const child of running) asked.add(child.identity.pid);
      return crew.stopAll();
    },
  };
}
