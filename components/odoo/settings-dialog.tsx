"use client";

import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { TextArea, TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { changeOdooSettings } from "@/lib/actions/odoo/odoo";
import type { ActionResult } from "@/lib/contracts/action-result";
import { locationLines, readLocationLines } from "@/lib/contracts/odoo/location-lines";
import type { OdooDetail } from "@/lib/contracts/odoo/odoo-page";
import { VALIDATED_WORDS } from "./odoo-words";

interface SettingsDialogProps {
  readonly odoo: OdooDetail;
  readonly connectionId: string;
  readonly onClose: () => void;
}

export function SettingsDialog({ odoo, connectionId, onClose }: SettingsDialogProps) {
  const toast = useToast();
  return (
    <ReasonDialog
      title="Change how Odoo is read"
      effect="Holds from the next look on. Another meaning of a validated delivery has every delivery told anew; other companies have all ids compared again."
      button="Change"
      fields={(errors) => <SettingFields odoo={odoo} errors={errors} />}
      run={(reason, form) => change(odoo, connectionId, reason, form)}
      onDone={() => {
        toast("ok", "The settings are changed.");
        onClose();
      }}
      onClose={onClose}
    />
  );
}

async function change(
  odoo: OdooDetail,
  connectionId: string,
  reason: string,
  form: FormData,
): Promise<ActionResult<void>> {
  const locations = readLocationLines(String(form.get("stockLocations") ?? ""));
  if (!locations.ok) {
    const message = `“${locations.line}” has not both sides. Write the warehouse's code, =, and Odoo's location.`;
    return { ok: false, code: "invalid", message, fields: { "settings.stockLocations": message } };
  }
  const number = (name: string) => Number(form.get(name));
  return changeOdooSettings({
    connectionId,
    expectedVersion: odoo.version,
    reason,
    settings: {
      overlapMinutes: number("overlapMinutes"),
      pollSeconds: number("pollSeconds"),
      validatedMeans: form.get("validatedMeans") === "delivered" ? "delivered" : "loaded",
      odooCompanyIds: form.getAll("odooCompanyIds").map(Number),
      stockToleranceUnits: number("stockToleranceUnits"),
      stockTolerancePercent: number("stockTolerancePercent"),
      stockGraceMinutes: number("stockGraceMinutes"),
      stockLocations: { ...locations.map },
    },
  });
}

interface SettingFieldsProps {
  readonly odoo: OdooDetail;
  readonly errors: Readonly<Record<string, string>>;
}

const VALIDATED_OPTIONS = Object.entries(VALIDATED_WORDS).map(([value, label]) => ({
  value,
  label: label.charAt(0).toUpperCase() + label.slice(1),
}));

function SettingFields({ odoo, errors }: SettingFieldsProps) {
  const { settings } = odoo;
  return (
    <>
      <TextField
        label="Look every, in seconds"
        hint="Masters such as products and partners are looked at ten times as seldom."
        name="pollSeconds"
        type="number"
        min={1}
        max={3_600}
        required
        defaultValue={settings.pollSeconds}
        error={errors["settings.pollSeconds"]}
      />
      <TextField
        label="Look back, in minutes"
        hint="Longer than Odoo's longest transaction: imports and scheduled jobs included."
        name="overlapMinutes"
        type="number"
        min={1}
        max={1_440}
        required
        defaultValue={settings.overlapMinutes}
        error={errors["settings.overlapMinutes"]}
      />
      <Select
        label="A validated delivery means"
        name="validatedMeans"
        defaultValue={settings.validatedMeans}
        options={VALIDATED_OPTIONS}
      />
      <CompanyFields odoo={odoo} />
      <StockFields odoo={odoo} errors={errors} />
    </>
  );
}

function CompanyFields({ odoo: { companies, settings } }: Pick<SettingFieldsProps, "odoo">) {
  const known = new Set(companies.map(({ id }) => id));
  const unknown = settings.odooCompanyIds.filter((id) => !known.has(id));
  return (
    <fieldset className="grid gap-1">
      <legend className="font-medium">Odoo companies to read</legend>
      {companies.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          name="odooCompanyIds"
          value={id}
          defaultChecked={settings.odooCompanyIds.includes(id)}
        />
      ))}
      {unknown.map((id) => (
        <Checkbox key={id} label={`Company ${id}`} name="odooCompanyIds" value={id} defaultChecked />
      ))}
      <p className="text-xs text-ink-3">None ticked: all that the reader may see.</p>
    </fieldset>
  );
}

function StockFields({ odoo: { settings }, errors }: SettingFieldsProps) {
  return (
    <>
      <div className="grid items-start gap-3.5 sm:grid-cols-3">
        <TextField
          label="Stock may differ, units"
          name="stockToleranceUnits"
          type="number"
          min={0}
          step="any"
          required
          defaultValue={settings.stockToleranceUnits}
          error={errors["settings.stockToleranceUnits"]}
        />
        <TextField
          label="or percent"
          name="stockTolerancePercent"
          type="number"
          min={0}
          max={100}
          step="any"
          required
          defaultValue={settings.stockTolerancePercent}
          error={errors["settings.stockTolerancePercent"]}
        />
        <TextField
          label="for minutes"
          name="stockGraceMinutes"
          type="number"
          min={0}
          max={2_880}
          required
          defaultValue={settings.stockGraceMinutes}
          error={errors["settings.stockGraceMinutes"]}
        />
      </div>
      <TextArea
        label="Stock locations"
        hint="One a line: the warehouse's code = Odoo's location, such as DOCK-1 = WH/Stock/Dock 1. A code that is not listed is taken as Odoo's name."
        name="stockLocations"
        rows={4}
        spellCheck={false}
        defaultValue={locationLines(settings.stockLocations)}
        error={errors["settings.stockLocations"]}
      />
    </>
  );
}
