import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import type { ConnectionPage } from "@/lib/contracts/connections/connection-page";
import type { Verification } from "@/lib/domain/message/verification";
import { SCHEME_WORDS } from "./connection-words";

/** What to hand to the partner: where to send, how to prove who they are, and an example that works. */
export function PartnerCard({ page }: { readonly page: ConnectionPage }) {
  const path = page.scheme === "secret-path" ? `${page.address}/{secret}` : page.address;
  return (
    <Card title="For the partner">
      <KeyValueList>
        {page.scheme !== "none" && (
          <KeyValue name="Address" mono>
            <span className="break-all">POST {path}</span>
            <CopyButton value={path} what="address" />
          </KeyValue>
        )}
        <KeyValue name="Sender proves itself by">{SCHEME_WORDS[page.scheme]}</KeyValue>
        {detailsOf(page.verification).map(([name, value]) => (
          <KeyValue key={name} name={name} mono>
            {value}
          </KeyValue>
        ))}
        <KeyValue name="Delivery is known by">
          {page.deliveryKeyHeader ??
            (page.scheme === "standard-webhooks" ? "webhook-id" : "the bytes themselves")}
        </KeyValue>
        {page.dropFolder && (
          <KeyValue name="Drop folder" mono>
            <span className="break-all">{page.dropFolder}</span>
            <CopyButton value={page.dropFolder} what="drop folder" />
          </KeyValue>
        )}
      </KeyValueList>
      {page.curlExample && <Example text={page.curlExample} />}
    </Card>
  );
}

function Example({ text }: { readonly text: string }) {
  return (
    <div className="mt-3">
      <h3 className="flex items-center gap-1">
        A signed message from a shell <CopyButton value={text} what="example" />
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
      <pre tabIndex={0} className="mono mt-1.5 overflow-x-auto rounded-lg bg-sunken px-3 py-2.5 text-xs">
        {text}
      </pre>
      <p className="mt-1.5 text-xs text-ink-3">
        202: stored. 200: known already. 401: signature or time is wrong. 503: try again after Retry-After.
      </p>
    </div>
  );
}

function detailsOf(verification: Verification): readonly (readonly [string, string])[] {
  switch (verification.scheme) {
    case "standard-webhooks":
      return [["Clock may differ by", `${verification.toleranceSeconds} s`]];
    case "hmac":
      return [
        ["Header", verification.header],
        ["Algorithm", `HMAC-${verification.algorithm.toUpperCase()}, ${verification.encoding}`],
        ...(verification.prefix ? [["Prefix", verification.prefix] as const] : []),
      ];
    case "basic":
      return [["User", verification.user]];
    default:
      return [];
  }
}
