/** "user.role.change" as a person says it. An action without words of its own shows as it is stored. */
const WORDS: Readonly<Record<string, string>> = {
  "session.start": "Signed in",
  "session.end": "Signed out",
  "user.add": "Added a person",
  "user.role.change": "Changed a role",
  "user.disable": "Disabled a person",
  "user.enable": "Enabled a person",
  "user.password.reset": "Reset a password",
  "user.password.change": "Changed own password",
  "user.sessions.revoke": "Ended sessions",
};

export function actionWords(action: string): string {
  return WORDS[action] ?? action;
}

const UUID_CHARS = 36;

/** Enough of an id to tell it from its neighbours; the whole one is on hover and in the link. */
export function shortId(id: string): string {
  return id.length === UUID_CHARS ? `…${id.slice(-8)}` : id;
}

interface Change {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Before and after side by side, one line per field that differs. */
export function changesOf(before: unknown, after: unknown): readonly Change[] {
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

function fieldsOf(value: unknown): ReadonlyMap<string, string> {
  if (value === null || value === undefined) return new Map();
  if (typeof value !== "object" || Array.isArray(value)) return new Map([["value", textOf(value)]]);
  return new Map(
    Object.entries(value)
      .filter(([, item]) => item !== null && item !== undefined)
      .map(([field, item]) => [field, textOf(item)]),
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
