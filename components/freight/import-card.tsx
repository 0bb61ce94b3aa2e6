"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Dialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { FileField, TextField } from "@/components/ui/text-field";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { importRateCard } from "@/lib/actions/freight/rates";
import type { ImportReport, RateCardLine } from "@/lib/contracts/freight/rates-page";
import { RATE_COLUMNS } from "@/lib/domain/freight/rate-card-csv";

const textOf = (form: FormData, name: string) => String(form.get(name) ?? "").trim();

/** Reads a contract from a file: a new one, or the next version of `card`. What became of each row is shown afterwards. */
export function ImportCard({ card }: { readonly card: RateCardLine | null }) {
  const [open, setOpen] = useState(false);
  const [report, setReport] = useState<ImportReport | null>(null);
  const run = async (reason: string, form: FormData) => {
    const file = form.get("csv");
    return importRateCard({
      cardId: card?.id ?? null,
      partyKind: card?.partyKind ?? (textOf(form, "partyKind") === "customer" ? "customer" : "carrier"),
      party: card?.party ?? textOf(form, "party"),
      ...{ name: textOf(form, "name"), currency: textOf(form, "currency") },
      ...{ validFrom: textOf(form, "validFrom"), validUntil: textOf(form, "validUntil") || null },
      csv: file instanceof File ? await file.text() : "",
      reason,
    });
  };
  return (
    <>
      <Button kind={card ? "default" : "primary"} onClick={() => setOpen(true)}>
        {card ? "New version" : "Import a contract"}
        {card && <VisuallyHidden>{` of ${card.name}`}</VisuallyHidden>}
      </Button>
      {open && (
        <ReasonDialog
          title={card ? `Next version of ${card.name}` : "Import a contract"}
          effect={<p>Kept as a draft: nothing is priced by it until somebody puts it in force.</p>}
          button="Read the file"
          fields={(errors) => <ImportFields card={card} errors={errors} />}
          run={run}
          onDone={(done) => {
            setOpen(false);
            setReport(done);
          }}
          onClose={() => setOpen(false)}
        />
      )}
      {report && <ReportDialog report={report} onClose={() => setReport(null)} />}
    </>
  );
}

function ImportFields({
  card,
  errors,
}: {
  readonly card: RateCardLine | null;
  readonly errors: Readonly<Record<string, string>>;
}) {
  return (
    <>
      {!card && (
        <>
          <Select
            label="With"
            name="partyKind"
            options={[
              { value: "carrier", label: "A carrier: what we pay" },
              { value: "customer", label: "A customer: what we charge" },
            ]}
          />
          <TextField
            label="Party"
            hint="A carrier by its SCAC, a customer as orders name it."
            name="party"
            required
            maxLength={200}
            autoComplete="off"
            error={errors.party}
          />
        </>
      )}
      <TextField
        label="Name"
        name="name"
        required
        maxLength={120}
        defaultValue={card?.name}
        error={errors.name}
      />
      <TextField
        label="Currency"
        name="currency"
        required
        maxLength={3}
        defaultValue={card?.currency ?? "USD"}
        error={errors.currency}
      />
      <TextField
        label="Holds from"
        name="validFrom"
        type="date"
        required
        defaultValue={card?.validFrom}
        error={errors.validFrom}
      />
      <TextField
        label="Holds until"
        hint="Empty: open."
        name="validUntil"
        type="date"
        defaultValue={card?.validUntil ?? ""}
        error={errors.validUntil}
      />
      <FileField
        label="File"
        hint={`CSV. Its first line names the columns: ${RATE_COLUMNS.join(", ")}. Leave out those you do not need.`}
        name="csv"
        accept=".csv,text/csv"
        required
        error={errors.csv}
      />
    </>
  );
}

function ReportDialog({ report, onClose }: { readonly report: ImportReport; readonly onClose: () => void }) {
  const wrong = report.rows.filter(({ ok }) => !ok).length + report.problems.length;
  return (
    <Dialog
      open
      onClose={onClose}
      title={report.stored ? `Kept as draft, version ${report.stored.version}` : "Nothing was kept"}
      footer={
        <Button kind="primary" onClick={onClose}>
          Close
        </Button>
      }
    >
      <p className="text-ink-2">
        {report.stored
          ? `${report.rows.length} rows were read. Try it against last month's bills, then put it in force.`
          : `${wrong} to mend. Mend the file and read it again.`}
      </p>
      <ul className="mt-3 grid max-h-96 gap-1.5 overflow-y-auto">
        {report.problems.map((words) => (
          <li key={words} className="flex flex-wrap gap-2">
            <Chip tone="bad">contract</Chip>
            <span>{words}</span>
          </li>
        ))}
        {report.rows.map(({ row, ok, words }) => (
          <li key={row} className="flex flex-wrap gap-2">
            <Chip tone={ok ? "ok" : "bad"}>{`row ${row} ${ok ? "read" : "refused"}`}</Chip>
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
