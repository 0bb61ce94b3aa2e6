const SYSTEM_CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing answers there. Start Postgres, or correct DATABASE_URL",
  ENOTFOUND: "the host name is unknown. Correct DATABASE_URL",
  ETIMEDOUT: "no answer in time. Check the network and try again",
  ENOSPC: "the disk is full. Free some space and try again",
  EACCES: "this user may not do that. Check the file's permissions",
};

/**
 * One line on why a command failed and what to do. Our own errors carry their advice in the message; for errors of the system
 * the advice is added. Line breaks are folded, so that a log keeps one line per failure.
 */
export function explainFailure(error: unknown): string {
  const causes = errorsIn(error);
  const text = causes.map((one) => one.message).find((message) => message !== "") ?? String(error);
  const code = causes.map(codeOf).find((one) => Object.hasOwn(SYSTEM_CODES, one));
  const line = text.replace(/\s*\n\s*/g, " · ").trim();
  return code ? `${line}: ${SYSTEM_CODES[code]}.` : line;
}

/** The error, what it was caused by, and the parts of an aggregate (a refused connection is one per address). */
function errorsIn(error: unknown, depth = 0): readonly Error[] {
  if (!(error instanceof Error) || depth > 3) return [];
  const parts = error instanceof AggregateError ? error.errors : [];
  return [error, ...parts, error.cause].flatMap((one) =>
    one === error ? [error] : errorsIn(one, depth + 1),
  );
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
