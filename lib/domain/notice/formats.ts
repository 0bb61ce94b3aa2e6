import type { NoticeKind } from "./notice";

/** A message as every channel gets it. */
export interface Message {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly body: string;
  /** Absolute where Milepost knows its own address. */
  readonly link: string | null;
  readonly createdAt: string;
  readonly severity: string | null;
  readonly count: number;
  readonly open: number;
}

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => HTML[sign] ?? sign);

/** Plain text of a mail. */
export function mailText({ body, link }: Pick<Message, "body" | "link">): string {
  return link ? `${body}\n\n${link}\n` : `${body}\n`;
}

/** The same as simple HTML: no images, nothing loaded from anywhere. */
export function mailHtml({ title, body, link }: Pick<Message, "title" | "body" | "link">): string {
  const lines = body.split("\n").map((line) => `<p style="margin:0 0 8px">${escapeHtml(line)}</p>`);
  const button = link
    ? `<p style="margin:16px 0 0"><a href="${escapeHtml(link)}">Open in Milepost</a></p>`
    : "";
  return `<!doctype html><html><body style="font:14px/1.5 sans-serif;color:#1c2430"><h1 style="font-size:16px;margin:0 0 12px">${escapeHtml(title)}</h1>${lines.join("")}${button}</body></html>`;
}

/** Payload of an outgoing webhook. Source: Standard Webhooks 1.0, "payload structure": type, timestamp, data. */
export function webhookPayload(message: Message): Readonly<Record<string, unknown>> {
  const { id, kind, title, body, link, createdAt, severity, count, open } = message;
  return {
    type: `notice.${kind}`,
    timestamp: createdAt,
    data: { id, title, body, link, severity, count, open },
  };
}

/** What Slack's incoming webhooks take. Source: Slack, "Formatting text for app surfaces": only &, < and > are escaped. */
export function slackPayload({ title, body, link }: Message): Readonly<Record<string, unknown>> {
  const plain = (text: string) => text.replace(/[&<>]/g, (sign) => HTML[sign] ?? sign);
  const head = link ? `<${link}|${plain(title).replace(/\|/g, "/")}>` : plain(title);
  return {
    text: plain(title),
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: clip(`*${head}*`, 2_900) } },
      { type: "section", text: { type: "plain_text", text: clip(body, 2_900) } },
    ],
  };
}

/** What a Teams workflow's webhook takes: one adaptive card. Source: Microsoft, "Create incoming webhooks with Workflows". */
export function teamsPayload({ title, body, link }: Message): Readonly<Record<string, unknown>> {
  const block = (text: string, more: object = {}) => ({
    type: "TextBlock",
    text: clip(unmarked(text), 4_000),
    wrap: true,
    ...more,
  });
  const content = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body: [
      block(title, { weight: "Bolder", size: "Medium" }),
      ...body.split("\n").map((line) => block(line)),
    ],
    actions: link ? [{ type: "Action.OpenUrl", title: "Open in Milepost", url: link }] : [],
  };
  return {
    type: "message",
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null, content }],
  };
}

/** Cards read Markdown; what partners wrote is text. */
const unmarked = (text: string) => text.replace(/[\\`*_[\]]/g, (sign) => `\\${sign}`);

const clip = (text: string, max: number) => (text.length <= max ? text : `${text.slice(0, max - 1)}…`);
