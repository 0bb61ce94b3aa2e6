import type { BoundedCount } from "@/lib/contracts/messages/message-list";

/** "23", or "1,000+" where counting stopped. */
export function countText({ count, more }: BoundedCount): string {
  return `${count.toLocaleString("en")}${more ? "+" : ""}`;
}

/** "1 message", "3 messages". */
export function messagesText(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "message" : "messages"}`;
}
