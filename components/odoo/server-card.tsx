import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { DueTime } from "@/components/ui/due-time";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { RelativeTime } from "@/components/ui/relative-time";
import { KEY_WARNING_DAYS, type OdooDetail, type OdooKey } from "@/lib/contracts/odoo/odoo-page";
import { BREAKER_WORDS } from "./odoo-words";

/** Which Odoo this is, as whom it is asked, and whether it is asked at all. */
export function ServerCard({ odoo }: { readonly odoo: OdooDetail }) {
  return (
    <Card title="This Odoo">
      <KeyValueList>
        <KeyValue name="Calls">
          <Chip tone={BREAKER_WORDS[odoo.breaker.state].tone}>{BREAKER_WORDS[odoo.breaker.state].label}</Chip>
        </KeyValue>
        {odoo.breaker.retryAt && (
          <KeyValue name={odoo.breaker.state === "open" ? "Next try" : "Given up"}>
            <DueTime at={odoo.breaker.retryAt} />
          </KeyValue>
        )}
        <KeyValue name="Last contact">
          {odoo.breaker.succeededAt ? <RelativeTime at={odoo.breaker.succeededAt} focusable /> : "none yet"}
        </KeyValue>
        <KeyValue name="Version">{odoo.serverVersion ?? "not known yet"}</KeyValue>
        <KeyValue name="Spoken to by">{transportText(odoo.transport)}</KeyValue>
        <KeyValue name="Address" mono>
          <span className="wrap-anywhere">{odoo.baseUrl}</span>
          <CopyButton value={odoo.baseUrl} what="address" />
        </KeyValue>
        <KeyValue name="Database" mono>
          {odoo.database}
        </KeyValue>
        <KeyValue name="Reads as">
          <Key of={odoo.reader} />
        </KeyValue>
        <KeyValue name="Writes as">
          <Key of={odoo.actor} />
        </KeyValue>
        <KeyValue name="Checked">
          {odoo.checkedAt ? <RelativeTime at={odoo.checkedAt} focusable /> : "not yet"}
        </KeyValue>
      </KeyValueList>
      <BreakerReason odoo={odoo} />
    </Card>
  );
}

function transportText(transport: OdooDetail["transport"]): string {
  if (transport === null) return "not known yet";
  return transport === "json2" ? "JSON-2" : "JSON-RPC";
}

function Key({ of: key }: { readonly of: OdooKey | null }) {
  if (!key) return <span className="text-ink-3">no key yet</span>;
  return (
    <>
      <span className="mono">{key.login}</span>
      <span className={isPressing(key) ? "block text-xs text-bad" : "block text-xs text-ink-3"}>
        <KeyEnd of={key} />
      </span>
    </>
  );
}

export function isPressing(key: OdooKey | null): boolean {
  return key !== null && key.daysLeft !== null && key.daysLeft < KEY_WARNING_DAYS;
}

function KeyEnd({ of: key }: { readonly of: OdooKey }) {
  if (key.expiresAt === null) return <>key without an end</>;
  return (
    <>
      key {(key.daysLeft ?? 0) < 0 ? "expired" : "expires"} <RelativeTime at={key.expiresAt} focusable />
    </>
  );
}

function BreakerReason({ odoo: { breaker } }: { readonly odoo: OdooDetail }) {
  if (breaker.state === "closed") return null;
  return (
    <div className="mt-2.5 text-xs">
      <p>{BREAKER_WORDS[breaker.state].means}</p>
      {breaker.error && (
        <p className="mt-1 break-words text-bad">
          {breaker.failures.toLocaleString("en")} in a row, the last: {breaker.error}
        </p>
      )}
    </div>
  );
}
