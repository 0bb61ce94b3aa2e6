"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { FormProblem } from "@/components/ui/form-problem";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { addConnection } from "@/lib/actions/connections/connections";
import type { ActionResult } from "@/lib/contracts/action-result";
import { DIALECTS, PARTNER_KINDS } from "@/lib/contracts/connections/connection-input";
import { DIALECT_WORDS } from "./connection-words";
import { readConnectionForm } from "./read-connection-form";
import { VerificationFields } from "./verification-fields";

interface AddConnectionDialogProps {
  readonly onAdded: (slug: string, secret: string | null) => void;
  readonly onClose: () => void;
}

type Refusal = Extract<ActionResult<never>, { ok: false }>;

export function AddConnectionDialog({ onAdded, onClose }: AddConnectionDialogProps) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [dialect, setDialect] = useState<string>("x12");

  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || dialect === "odoo") return;
    setBusy(true);
    const answer = await addConnection(readConnectionForm(new FormData(event.currentTarget)));
    setBusy(false);
    if (answer.ok) onAdded(answer.value.slug, answer.value.secret?.text ?? null);
    else setRefusal(answer);
  };

  return (
    <Dialog open onClose={onClose} title="Add connection">
      <form onSubmit={(event) => void submit(event)} className="grid gap-3.5">
        <Select
          label="Speaks"
          name="dialect"
          value={dialect}
          onChange={(event) => setDialect(event.target.value)}
          options={DIALECT_OPTIONS}
        />
        {dialect === "odoo" ? (
          <OdooNote onClose={onClose} />
        ) : (
          <PostingFields refusal={refusal} busy={busy} onClose={onClose} />
        )}
      </form>
    </Dialog>
  );
}

/** An Odoo is not told a secret, it is asked: that takes a set-up of its own. */
function OdooNote({ onClose }: Pick<AddConnectionDialogProps, "onClose">) {
  return (
    <>
      <p className="text-ink-2">
        Odoo is read and written to, so it gets users of its own. A guided set-up makes them; it asks for an
        administrator of Odoo once.
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <LinkButton kind="primary" href="/connections/add/odoo">
          Go to the set-up
        </LinkButton>
      </div>
    </>
  );
}

interface PostingFieldsProps extends Pick<AddConnectionDialogProps, "onClose"> {
  readonly refusal: Refusal | null;
  readonly busy: boolean;
}

/** What a partner needs that sends to us. */
function PostingFields({ refusal, busy, onClose }: PostingFieldsProps) {
  const errors = refusal?.fields ?? {};
  return (
    <>
      <p className="text-ink-2">It takes messages at once. Its secret is shown one time, to hand over.</p>
      <FormProblem text={refusal?.message ?? null} />
      <PartnerFields errors={errors} />
      <VerificationFields errors={errors} />
      <Checkbox label="Take files from its drop folder" name="watchFolder" />
      <Checkbox label="A bare status may open the shipment it names" name="mayCreateShipments" />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" kind="primary" busy={busy}>
          Add connection
        </Button>
      </div>
    </>
  );
}

const DIALECT_OPTIONS = [...DIALECTS, "odoo"].map((value) => ({
  value,
  label: DIALECT_WORDS[value] ?? value,
}));
const PARTNER_LABELS: Readonly<Record<(typeof PARTNER_KINDS)[number], string>> = {
  carrier: "Carrier",
  aggregator: "Tracking aggregator",
  tms: "Transport system",
  wms: "Warehouse system",
  "3pl": "Logistics provider",
  shop: "Shop",
  person: "Person",
};
const PARTNER_OPTIONS = PARTNER_KINDS.map((value) => ({ value, label: PARTNER_LABELS[value] }));

function PartnerFields({ errors }: { readonly errors: Readonly<Record<string, string>> }) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        required
        minLength={2}
        maxLength={100}
        autoComplete="off"
        error={errors.name}
      />
      <TextField
        label="Public name"
        hint="Part of its address, for good: lower-case letters, digits and hyphens."
        name="slug"
        required
        maxLength={63}
        pattern="[a-z0-9]+(-[a-z0-9]+)*"
        autoComplete="off"
        error={errors.slug}
      />
      <Select label="Is a" name="partnerKind" defaultValue="carrier" options={PARTNER_OPTIONS} />
      <TextField
        label="SCAC"
        hint="Where one carrier is behind it: PRO numbers are its own."
        name="carrierScac"
        maxLength={4}
        autoComplete="off"
        error={errors.carrierScac}
      />
    </>
  );
}
