import type { ConnectionItem, ConnectionPage } from "@/lib/contracts/connections/connection-page";

/** Connections as lines in columns, one each, for reading and for `grep`. */
export function connectionTable(items: readonly ConnectionItem[]): string {
  const rows = items.map((item) => [
    item.slug,
    item.health,
    item.dialect,
    item.scheme,
    `24h ${item.day.accepted} in, ${item.day.repeated} repeated, ${refusedOf(item)} refused`,
    `${item.waiting} waiting`,
    item.lastMessageAt ? `last ${item.lastMessageAt}` : "never",
    item.name,
  ]);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return rows.map((row) => `${line(row).trimEnd()}\n`).join("");
}

function refusedOf({ day }: ConnectionItem): number {
  return day.unsigned + day.tooLarge + day.overRate + day.badEncoding;
}

/** One connection with what its partner needs to know. */
export function connectionText(page: ConnectionPage): string {
  const facts: [string, string][] = [
    ["name", page.name],
    ["id", page.id],
    ["state", page.health],
    ["address", page.scheme === "none" ? "none: files only" : page.address],
    ["verification", JSON.stringify(page.verification)],
    [
      "delivery key",
      page.deliveryKeyHeader ?? (page.scheme === "standard-webhooks" ? "webhook-id" : "hash of the bytes"),
    ],
    ["dialect", page.dialect],
    ["limit", `${page.maxBodyBytes} bytes, ${page.ratePerMinute} messages a minute`],
    ["drop folder", page.dropFolder ?? "not watched"],
    [
      "mapping",
      `version ${page.mappingVersion}, ${page.overrides.length} overrides, ${page.unmapped.length} codes unmapped`,
    ],
    ...page.secrets.map((secret): [string, string] => [
      "secret",
      `${secret.id} made ${secret.createdAt}${secret.retiredAt ? `, retired ${secret.retiredAt}` : ", in use"}`,
    ]),
  ];
  const width = Math.max(...facts.map(([label]) => label.length));
  const lines = facts.map(([label, value]) => `${label.padEnd(width)}  ${value}\n`).join("");
  return page.curlExample ? `${lines}\n${page.curlExample}\n` : lines;
}
