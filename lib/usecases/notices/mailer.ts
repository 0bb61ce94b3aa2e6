import { createTransport } from "nodemailer";
import type { SendResult } from "./sender";

export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export type Mailer = (mail: Mail) => Promise<SendResult>;

const TIMEOUT_MS = 15_000;

/** Sends through the company's own mail server. @returns null where none is set up. */
export function mailerOf(settings: {
  readonly url: string | undefined;
  readonly from: string | undefined;
}): Mailer | null {
  const { url, from } = settings;
  if (!url || !from) return null;
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? "milepost.invalid";
  return async ({ id, to, subject, text, html }) => {
    try {
      await transport.sendMail({
        ...{ from, to, subject, text, html },
        messageId: `<notice.${id}@${domain}>`,
        headers: { "Auto-Submitted": "auto-generated" },
      });
      return { kind: "sent" };
    } catch (error) {
      const reason =
        `The mail server did not take it: ${error instanceof Error ? error.message : String(error)}`.slice(
          0,
          500,
        );
      return { kind: isForGood(error) ? "refused" : "failed", reason };
    }
  };
}

/** A 5xx on this mail; on signing in it is a setting that an admin may be mending right now. */
function isForGood(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { responseCode, code } = error as Error & { readonly responseCode?: number; readonly code?: string };
  return code !== "EAUTH" && responseCode !== undefined && responseCode >= 500;
}
