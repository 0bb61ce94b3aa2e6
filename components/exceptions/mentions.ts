import type { PersonRef } from "@/lib/contracts/exceptions/exception-list";

/** What is being typed after an "@" right before the caret, or null when no one is being named. */
export function nameBeingTyped(text: string, caret: number): string | null {
  const match = /(?:^|\s)@([^@\n]{0,40})$/.exec(text.slice(0, caret));
  return match?.[1] ?? null;
}

/** People whose name begins with, or has a word that begins with, what was typed. */
export function matchingPeople(people: readonly PersonRef[], typed: string): readonly PersonRef[] {
  const needle = typed.trim().toLowerCase();
  return people
    .filter(({ name }) => {
      const whole = name.toLowerCase();
      return whole !== needle && (whole.startsWith(needle) || whole.includes(` ${needle}`));
    })
    .slice(0, 6);
}

/** `text` with the name under way written out, and where the caret goes. */
export function withName(text: string, caret: number, name: string): { text: string; caret: number } {
  const typed = nameBeingTyped(text, caret) ?? "";
  const start = text.slice(0, caret - typed.length);
  return { text: `${start}${name} ${text.slice(caret)}`, caret: start.length + name.length + 1 };
}

/** Ids of those whose name stands in the text behind an "@". The longest name is read first: "@Anna Vos" names no Anna, "@Anna" no Ann. */
export function mentionedIn(text: string, people: readonly PersonRef[]): readonly string[] {
  const named = new Set<string>();
  let rest = text;
  for (const name of people.map((person) => person.name).sort((a, b) => b.length - a.length)) {
    const [, ...after] = rest.split(`@${name}`);
    if (!after.some((next) => !/^[\p{L}\p{N}]/u.test(next))) continue;
    named.add(name);
    rest = rest.replaceAll(`@${name}`, "");
  }
  return people.filter(({ name }) => named.has(name)).map(({ id }) => id);
}
