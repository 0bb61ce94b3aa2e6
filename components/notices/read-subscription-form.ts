import type { SubscriptionDto } from "@/lib/contracts/notices/notice-list";
import type { SaveSubscriptionInput } from "@/lib/contracts/notices/subscription-input";
import { minuteOf } from "./notice-words";

const NIGHT = { from: 22 * 60, until: 7 * 60 };

/** What the form says, as the action takes it. */
export function readSubscriptionForm(
  data: FormData,
  row: SubscriptionDto | null,
  subscriptionId: string,
): SaveSubscriptionInput {
  const text = (name: string) => String(data.get(name) ?? "").trim();
  const digest = text("digest");
  const url = text("url");
  const channel = row?.channel ?? text("channel");
  const owner = row?.owner ?? ownerOf(channel, text("for"));
  return {
    subscriptionId: row?.id ?? subscriptionId,
    expectedVersion: row?.version ?? 0,
    owner,
    role: (row ? row.role : owner === "role" ? text("for") : null) as SaveSubscriptionInput["role"],
    name: text("name"),
    channel: channel as SaveSubscriptionInput["channel"],
    url: url === "" ? null : url,
    enabled: data.get("enabled") === "on",
    rule: {
      kinds: data.getAll("kinds").map(String) as SaveSubscriptionInput["rule"]["kinds"],
      minSeverity: text("minSeverity") as SaveSubscriptionInput["rule"]["minSeverity"],
      customers: lines(text("customers")),
      carriers: lines(text("carriers")),
      reach: data.get("mine") === "on" ? "mine" : "all",
      digestMinutes: (digest === ""
        ? null
        : Number(digest)) as SaveSubscriptionInput["rule"]["digestMinutes"],
      quiet:
        data.get("isQuiet") === "on"
          ? {
              fromMinute: minuteOf(text("quietFrom")) ?? NIGHT.from,
              untilMinute: minuteOf(text("quietUntil")) ?? NIGHT.until,
            }
          : null,
      zone: text("zone"),
    },
  };
}

function ownerOf(channel: string, whom: string): SubscriptionDto["owner"] {
  if (channel === "webhook" || channel === "slack" || channel === "teams") return "outside";
  return whom === "" ? "me" : "role";
}

/** One name a line: customers' names hold commas. */
const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
