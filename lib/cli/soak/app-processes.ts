import { type Child, superviseChildren } from "@/lib/cli/entry/child-processes.mjs";

export type Part = "web" | "worker";

export interface AppProcesses {
  /** Ends it as a crash does, mid-instruction; its successor is started at once. @returns when, in epoch ms. */
  kill(part: Part): number;
  /** When the running one was started, in epoch ms. */
  startedAt(part: Part): number;
  /** Those that ended without being asked, with the last thing they said. */
  readonly fallen: readonly string[];
  stop(): Promise<void>;
}

interface Options {
  readonly parts: readonly Part[];
  readonly webServerFile: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logs: string;
}

/** Web and worker as real processes. Whoever ends is followed by another at once. */
export function startApp({ parts, webServerFile, environment, logs }: Options): AppProcesses {
  const commands: Readonly<Record<Part, readonly string[]>> = {
    web: [process.execPath, webServerFile],
    worker: [process.execPath, "--import", "tsx", "lib/worker/main.ts"],
  };
  const running = new Map<Part, { child: Child; startedAt: number }>();
  const asked = new Set<number>();
  const fallen: string[] = [];
  let launched = 0;
  let isStopping = false;

  const launch = (part: Part) => {
    if (isStopping) return;
    launched += 1;
    const child = crew.launch(`${part}-${launched}`, commands[part], environment);
    running.set(part, { child, startedAt: Date.now() });
  };
  const crew = superviseChildren((child, code, signal) => {
    const part: Part = child.name.startsWith("web") ? "web" : "worker";
    if (asked.has(child.identity.pid)) return;
    fallen.push(
      `${part} ended by itself (${signal ?? `exit code ${code}`}): ${child.lastLines.at(-1) ?? ""}`,
    );
    setTimeout(() => launch(part), 500);
  }, logs);
  for (const part of parts) launch(part);

  const one = (part: Part) => {
    const found = running.get(part);
    if (!found) throw new Error(`no ${part} runs`);
    return found;
  };
  return {
    kill: (part) => {
      const { pid } = one(part).child.identity;
      asked.add(pid);
      // Its group, so that nothing it started outlives it.
      process.kill(-pid, "SIGKILL");
      const killedAt = Date.now();
      launch(part);
      return killedAt;
    },
    startedAt: (part) => one(part).startedAt,
    fallen,
    stop: () => {
      isStopping = true;
      return crew.stopAll();
    },
  };
}
