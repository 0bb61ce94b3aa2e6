type Cleanup = () => Promise<unknown> | unknown;

/** Runs work and then undoes what it started, last first, also when it fails or somebody presses Ctrl-C. */
export async function withCleanups<T>(work: (later: (cleanup: Cleanup) => void) => Promise<T>): Promise<T> {
  const cleanups: Cleanup[] = [];
  const clean = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  const onSignal = () => void clean().finally(() => process.exit(130));
  const onFailure = (error: unknown) => {
    console.error(error);
    void clean().finally(() => process.exit(1));
  };
  process.once("uncaughtException", onFailure);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, onSignal);
  try {
    return await work((cleanup) => cleanups.push(cleanup));
  } finally {
    await clean();
    for (const signal of signals) process.off(signal, onSignal);
    process.off("uncaughtException", onFailure);
  }
}
