"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { deleteSubscription, saveSubscription } from "@/lib/actions/notices/notices";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { SubscriptionDto, SubscriptionPage } from "@/lib/contracts/notices/notice-list";
import { ROLE_LABELS, ROLES } from "@/lib/domain/access/role";
import { CHANNELS } from "@/lib/domain/notice/subscription";
import { CHANNEL_WORDS, whereText } from "./notice-words";
import { readSubscriptionForm } from "./read-subscription-form";
import { RuleFields } from "./rule-fields";

interface SubscriptionDialogProps {
  /** Null: a new one. */
  readonly row: SubscriptionDto | null;
  readonly owners: readonly SubscriptionDto["owner"][];
  readonly page: SubscriptionPage;
  readonly onClose: () => void;
  readonly onSaved: (signingSecret: string | null) => void;
}

type Refusal = Extract<ActionResult<never>, { ok: false }>;

export function SubscriptionDialog({ row, owners, page, onClose, onSaved }: SubscriptionDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  // Kept over tries, so that a request that was answered in silence is not made twice.
  const [newId] = useState(() => crypto.randomUUID());
  const toast = useToast();

  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const answer = await saveSubscription(
      readSubscriptionForm(new FormData(event.currentTarget), row, newId),
    );
    setBusy(false);
    if (!answer.ok) return setRefusal(answer);
    toast(
      "ok",
      row
        ? "Changed. It holds for what happens from now on."
        : "Subscribed. It tells of what happens from now on.",
    );
    onSaved(answer.value.signingSecret);
  };
  const remove = async () => {
    if (!row || busy) return;
    setBusy(true);
    const answer = await deleteSubscription({ subscriptionId: row.id, expectedVersion: row.version });
    setBusy(false);
    if (!answer.ok) return setRefusal(answer);
    toast("ok", `"${row.name}" is gone. What it told stays on record.`);
    onClose();
  };
  const errors = refusal?.fields ?? {};
  return (
    <Dialog open onClose={onClose} title={row ? `Change ${row.name}` : "What to be told"}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-3.5">
        <FormProblem text={refusal?.message ?? null} />
        <TextField
          label="Name"
          name="name"
          required
          maxLength={80}
          defaultValue={row?.name}
          error={errors.name}
        />
        {row ? (
          <p className="text-ink-2">{whereText(row, page.mailAddress)}</p>
        ) : (
          <Way owners={owners} page={page} errors={errors} />
        )}
        {row?.owner === "outside" && (
          <TextField
            label="New address"
            hint={`Empty keeps the one at ${row.address}.`}
            name="url"
            type="url"
            error={errors.url}
          />
        )}
        <RuleFields
          rule={row?.rule ?? null}
          mayBeMine={!owners.includes("outside")}
          page={page}
          errors={errors}
        />
        <Checkbox label="On" name="enabled" defaultChecked={row?.enabled ?? true} />
        <div className="flex flex-wrap justify-end gap-2">
          {row && (
            <Button kind="danger" busy={busy} onClick={() => void remove()} className="mr-auto">
              Delete
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" busy={busy}>
            {row ? "Save" : "Subscribe"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface WayProps extends Pick<SubscriptionDialogProps, "owners" | "page"> {
  readonly errors: Readonly<Record<string, string>>;
}

/** How it is told and to whom: settled once. */
function Way({ owners, page, errors }: WayProps) {
  const [channel, setChannel] = useState<string>(owners.includes("me") ? "in_app" : "webhook");
  const channels = CHANNELS.filter(
    (each) => owners.includes("outside") || each === "in_app" || each === "email",
  );
  const isOutside = channel === "webhook" || channel === "slack" || channel === "teams";
  return (
    <>
      <Select
        label="Told"
        name="channel"
        value={channel}
        onChange={(event) => setChannel(event.target.value)}
        options={channels.map((value) => ({ value, label: CHANNEL_WORDS[value] }))}
        error={errors.channel}
        hint={channel === "email" ? mailHint(page, owners) : undefined}
      />
      {owners.includes("role") && !isOutside && (
        <Select
          label="Everyone in"
          name="for"
          options={ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))}
          error={errors.role}
        />
      )}
      {isOutside && (
        <TextField
          label="Address"
          hint={
            channel === "webhook"
              ? "Posts are signed as Standard Webhooks; the secret is shown once after this."
              : "The incoming webhook's address. It is kept sealed."
          }
          name="url"
          type="url"
          required
          error={errors.url}
        />
      )}
    </>
  );
}

function mailHint({ isMailSetUp, mailAddress }: SubscriptionPage, owners: WayProps["owners"]): string {
  if (!isMailSetUp)
    return "E-mail is not set up here yet (SMTP_URL, SMTP_FROM); such notices fail visibly until it is.";
  return owners.includes("me") ? `Goes to ${mailAddress}.` : "Goes to each person's own address.";
}
