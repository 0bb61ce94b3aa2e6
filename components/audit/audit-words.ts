import type { AuditActorKind } from "@/lib/domain/access/actor";

/** "user.role.change" as a person says it. An action without words of its own is told by its parts. */
const WORDS: Readonly<Record<string, string>> = {
  "session.start": "Signed in",
  "session.end": "Signed out",
  "session.refuse": "Refused a sign-in",
  "user.add": "Added a person",
  "user.role.change": "Changed a role",
  "user.disable": "Disabled a person",
  "user.enable": "Enabled a person",
  "user.password.reset": "Reset a password",
  "user.password.change": "Changed own password",
  "user.sessions.revoke": "Ended sessions",
  "audit.export": "Exported the audit log",
  "shipment.export": "Exported shipments",
  "shipment.event.add": "Added an event",
  "shipment.event.void": "Took an event back",
  "mapping.edit": "Mapped a code",
  "policy.add": "Added a policy",
  "policy.edit": "Changed a policy",
  "policy.enable": "Switched a policy on",
  "policy.disable": "Switched a policy off",
  "calendar.save": "Changed a calendar",
  "severity.change": "Changed severities",
  "runbook.edit": "Changed a runbook",
  "connection.add": "Added a connection",
  "connection.change": "Changed a connection",
  "connection.enable": "Enabled a connection",
  "connection.disable": "Disabled a connection",
  "connection.secret.add": "Made a secret",
  "connection.secret.retire": "Retired a secret",
  "catalogue.ask": "Asked for a catalogue change",
  "catalogue.approve": "Approved a catalogue change",
  "catalogue.reject": "Rejected a catalogue change",
  "catalogue.withdraw": "Withdrew a catalogue change",
  "catalogue.export": "Exported the catalogue",
};

export function actionWords(action: string): string {
  return WORDS[action] ?? sentence(action.split("."));
}

/** "notice_template" → "Notice template". */
export function subjectWords(kind: string): string {
  return sentence([kind]);
}

function sentence(parts: readonly string[]): string {
  const text = parts.join(": ").replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const WHO_WORDS: Readonly<Record<AuditActorKind, string>> = {
  user: "People",
  system: "Services",
  rule: "Rules",
};

const UUID_CHARS = 36;

/** Enough of an id to tell it from its neighbours; the whole one is on hover and in the link. */
export function shortId(id: string): string {
  return id.length === UUID_CHARS ? `…${id.slice(-8)}` : id;
}

export interface Change {
  /** The way to it: "calendar › hours › 2". */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Deeper than people nest what they decide; below it a value is shown as it is stored. */
const DEEPEST = 4;

/** Before and after side by side, one line per value that differs, however deep it stands. */
export function changesOf(before: unknown, after: unknown): readonly Change[] {
  const old = new Map<string, string>();
  const now = new Map<string, string>();
  collect(before, [], old);
  collect(after, [], now);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

function collect(value: unknown, path: readonly string[], into: Map<string, string>): void {
  if (value === null || value === undefined) return;
  const entries = path.length < DEEPEST ? entriesOf(value) : null;
  if (!entries) into.set(path.join(" › ") || "value", textOf(value));
  else for (const [name, item] of entries) collect(item, [...path, name], into);
}

/** The parts of a value that has parts; a list of plain values is one value. */
function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | null {
  if (typeof value !== "object" || value === null) return null;
  if (!Array.isArray(value)) return Object.entries(value);
  const hasParts = value.some((item) => typeof item === "object" && item !== null);
  return hasParts ? value.map((item, index) => [String(index + 1), item] as const) : null;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(textOf).join(", ") || "none" : JSON.stringify(value);
}
