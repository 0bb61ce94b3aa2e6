const LEVELS = { debug: 10, info: 20, warn: 30, error: 40 } as const;
export type LogLevel = keyof typeof LEVELS;

let threshold: number = LEVELS.info;

/** Sets the lowest level that is written. Called once at boot from the settings. */
export function setLogLevel(level: LogLevel): void {
  threshold = LEVELS[level];
}

/** One JSON line on stderr. `fields` never hold bodies, secrets or headers of a partner. */
export function log(level: LogLevel, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  if (LEVELS[level] < threshold) return;
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`);
}

/** What is safe and useful to log of an unknown error: its name, message, code and cause; never its parameters. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  // A failed query repeats its parameters in the message, and those can be a partner's bytes.
  const message = error.message.startsWith("Failed query") ? (cause ?? "query failed") : error.message;
  const code =
    "code" in error
      ? error.code
      : error.cause instanceof Error && "code" in error.cause
        ? error.cause.code
        : undefined;
  return {
    error: message.slice(0, 500),
    name: error.name,
    ...(code ? { code } : {}),
    ...(cause ? { cause: cause.slice(0, 500) } : {}),
  };
}
