"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { saveCarrierTerms } from "@/lib/actions/freight/rates";
import type { CarrierTermsLine, RatesPage } from "@/lib/contracts/freight/rates-page";
import { decimalOfMinor } from "@/lib/domain/money/decimal";

const textOf = (form: FormData, name: string) => String(form.get(name) ?? "").trim();

/** Changes what is known of a carrier; null: of one that is not listed. */
export function CarrierTermsEdit({
  line,
  odoos,
}: {
  readonly line: CarrierTermsLine | null;
  readonly odoos: RatesPage["odoos"];
}) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  const run = (reason: string, form: FormData) => {
    const [amount, vendor] = [textOf(form, "fourEyesOver"), textOf(form, "vendor")];
    const connectionId = textOf(form, "connectionId") || odoos[0]?.connectionId || "";
    return saveCarrierTerms({
      ...{ carrier: line?.carrier ?? textOf(form, "carrier"), expectedVersion: line?.version ?? 0, reason },
      ...{ name: textOf(form, "name"), contestDays: Number(textOf(form, "contestDays")) },
      ...{ shortPayAllowed: form.has("shortPayAllowed"), podRequired: form.has("podRequired") },
      fourEyesOver: amount === "" ? null : { amount, currency: textOf(form, "currency") },
      vendor: vendor === "" ? null : { connectionId, name: vendor },
    });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {line ? "Edit" : "Add a carrier"}
        {line && <VisuallyHidden>{` terms of ${line.carrier}`}</VisuallyHidden>}
      </Button>
      {open && (
        <ReasonDialog
          title={line ? `What is known of ${line.carrier}` : "A carrier"}
          effect={<p>Its open bills are judged again under it. Bills that were decided stay as they were.</p>}
          button="Save"
          fields={(errors) => <CarrierFields line={line} odoos={odoos} errors={errors} />}
          run={run}
          onDone={(version) => {
            setOpen(false);
            toast("ok", `Saved as version ${version}.`);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

interface FieldsProps {
  readonly line: CarrierTermsLine | null;
  readonly odoos: RatesPage["odoos"];
  readonly errors: Readonly<Record<string, string>>;
}

function CarrierFields({ line, odoos, errors }: FieldsProps) {
  const limit = line?.fourEyesOver;
  return (
    <>
      {!line && (
        <TextField
          label="Carrier"
          hint="Its SCAC."
          name="carrier"
          required
          maxLength={200}
          error={errors.carrier}
        />
      )}
      <TextField
        label="Name"
        name="name"
        required
        maxLength={200}
        defaultValue={line?.name}
        error={errors.name}
      />
      <TextField
        label="Days to contest"
        name="contestDays"
        type="number"
        min={1}
        max={1000}
        required
        defaultValue={line?.contestDays ?? 180}
        error={errors.contestDays}
      />
      <Checkbox
        label="Takes less than it billed"
        name="shortPayAllowed"
        defaultChecked={line?.shortPayAllowed}
      />
      <Checkbox
        label="Is paid against proof of delivery only"
        name="podRequired"
        defaultChecked={line?.podRequired ?? true}
      />
      <TextField
        label="Second person above"
        hint="Empty: as the flow's settings say."
        name="fourEyesOver"
        inputMode="decimal"
        defaultValue={limit ? decimalOfMinor(limit.amountMinor, limit.currency) : ""}
        error={errors.fourEyesOver}
      />
      <TextField label="in" name="currency" maxLength={3} defaultValue={limit?.currency ?? "USD"} />
      <TextField
        label="Vendor in Odoo"
        hint={
          odoos.length === 0
            ? "No Odoo is connected that Milepost may write to."
            : "The exact name of the contact there. Empty: its bills are held before Odoo."
        }
        name="vendor"
        maxLength={200}
        disabled={odoos.length === 0}
        defaultValue={line?.vendor?.name ?? ""}
        error={errors.vendor}
      />
      {odoos.length > 1 && (
        <Select
          label="Odoo"
          name="connectionId"
          defaultValue={line?.vendor?.connectionId}
          options={odoos.map(({ connectionId, name }) => ({ value: connectionId, label: name }))}
        />
      )}
    </>
  );
}
