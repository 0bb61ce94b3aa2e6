import type { Mailer } from "@/lib/usecases/notices/mailer";
import { OutboundError } from "./outbound-error";
import type { Way } from "./ways-out";

/** A mail of plain text. Its message id is the same on every try, so that a mail server can tell a repeat. */
export function mailWay(mailer: Mailer | null): Way {
  return {
    prepare: async () => {
      if (mailer) return;
      throw new OutboundError("E-mail is not set up: SMTP_URL and SMTP_FROM are missing. Nothing was sent.", {
        forGood: true,
      });
    },
    deliver: async ({ id, address, title, body }) => {
      const text = body.toString("utf8");
      const html = `<pre style="font-family:inherit;white-space:pre-wrap">${escapeHtml(text)}</pre>`;
      const result = await mailer?.({ id, to: address ?? "", subject: title ?? "", text, html });
      if (result && result.kind !== "sent")
        throw new OutboundError(result.reason, { forGood: result.kind === "refused" });
    },
    lookUp: async () => "unknown",
  };
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.codePointAt(0)};`);
