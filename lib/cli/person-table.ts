import type { PersonDto } from "@/lib/contracts/people";

/** People as lines in columns, one each, for reading and for `grep`. */
export function personTable(people: readonly PersonDto[]): string {
  const rows = people.map((person) => [
    person.email,
    person.role,
    person.disabledAt ? "disabled" : "enabled",
    `${person.openSessions} sessions`,
    person.name,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
