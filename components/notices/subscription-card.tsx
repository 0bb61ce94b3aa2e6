"use client";

import { useState } from "react";
import { SecretNote } from "@/components/connections/secret-note";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { useToast } from "@/components/ui/toast";
import { testSubscription } from "@/lib/actions/notices/notices";
import type { SubscriptionDto, SubscriptionPage } from "@/lib/contracts/notices/notice-list";
import { ruleText, whereText } from "./notice-words";
import { SubscriptionDialog } from "./subscription-dialog";

interface SubscriptionCardProps {
  readonly title: string;
  readonly empty: string;
  readonly rows: readonly SubscriptionDto[];
  /** Whose can be made here. */
  readonly owners: readonly SubscriptionDto["owner"][];
  readonly page: SubscriptionPage;
}

/** Subscriptions of one sort: what is told, where it goes, and a test for each. */
export function SubscriptionCard({ title, empty, rows, owners, page }: SubscriptionCardProps) {
  const [editing, setEditing] = useState<SubscriptionDto | "new" | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const add = (
    <Button kind={rows.length === 0 ? "primary" : "default"} onClick={() => setEditing("new")}>
      {owners.includes("me") ? "Subscribe" : "Add subscription"}
    </Button>
  );
  return (
    <Card title={title} aria-label={title} aside={rows.length > 0 && add} flush>
      {rows.length === 0 ? (
        <EmptyState title={empty} action={add} />
      ) : (
        <ul>
          {rows.map((row) => (
            <li key={row.id} className="border-b border-line px-4 py-3 last:border-b-0">
              <Line row={row} mailAddress={page.mailAddress} onEdit={() => setEditing(row)} />
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <SubscriptionDialog
          row={editing === "new" ? null : editing}
          owners={owners}
          page={page}
          onClose={() => setEditing(null)}
          onSaved={(signingSecret) => {
            setEditing(null);
            setSecret(signingSecret);
          }}
        />
      )}
      {secret && <SecretNote text={secret} onClose={() => setSecret(null)} />}
    </Card>
  );
}

interface LineProps {
  readonly row: SubscriptionDto;
  readonly mailAddress: string;
  readonly onEdit: () => void;
}

function Line({ row, mailAddress, onEdit }: LineProps) {
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const test = async () => {
    setBusy(true);
    const answer = await testSubscription({ subscriptionId: row.id, requestId: crypto.randomUUID() });
    setBusy(false);
    if (answer.ok)
      toast("ok", "A test message is on its way. It arrives within seconds where everything is set up.");
    else toast("bad", answer.message);
  };
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-bold break-words">{row.name}</span>
          {!row.enabled && <Chip>Off</Chip>}
        </p>
        <p className="break-words text-ink-2">{whereText(row, mailAddress)}</p>
        <p className="text-xs text-ink-3">{ruleText(row.rule)}</p>
      </div>
      <div className="flex gap-2">
        <Button
          kind="quiet"
          busy={busy}
          onClick={() => void test()}
          aria-label={`Send a test of ${row.name}`}
        >
          Send a test
        </Button>
        <Button onClick={onEdit} aria-label={`Change ${row.name}`}>
          Change
        </Button>
      </div>
    </div>
  );
}
