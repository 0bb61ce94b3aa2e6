"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import type { OdooDetail } from "@/lib/contracts/odoo/odoo-page";
import { VALIDATED_WORDS } from "./odoo-words";
import { SettingsDialog } from "./settings-dialog";

interface SettingsCardProps {
  readonly odoo: OdooDetail;
  readonly connectionId: string;
  readonly mayManage: boolean;
}

export function SettingsCard({ odoo, connectionId, mayManage }: SettingsCardProps) {
  const [open, setOpen] = useState(false);
  const { settings } = odoo;
  const locations = Object.keys(settings.stockLocations).length;
  return (
    <Card title="Settings" aside={mayManage && <Button onClick={() => setOpen(true)}>Change</Button>}>
      <KeyValueList>
        <KeyValue name="Looks every">{`${settings.pollSeconds} s (masters ${settings.pollSeconds * 10} s)`}</KeyValue>
        <KeyValue name="Looks back">{`${settings.overlapMinutes} min`}</KeyValue>
        <KeyValue name="A validated delivery means">{VALIDATED_WORDS[settings.validatedMeans]}</KeyValue>
        <KeyValue name="Odoo companies">{companiesText(odoo)}</KeyValue>
        <KeyValue name="Stock may differ by">
          {`${settings.stockToleranceUnits.toLocaleString("en")} units or ${settings.stockTolerancePercent}%`}
        </KeyValue>
        <KeyValue name="for longer than">{`${settings.stockGraceMinutes} min`}</KeyValue>
        <KeyValue name="Mapped stock locations">{locations.toLocaleString("en")}</KeyValue>
      </KeyValueList>
      {open && <SettingsDialog odoo={odoo} connectionId={connectionId} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function companiesText({ settings, companies }: OdooDetail): string {
  if (settings.odooCompanyIds.length === 0) return "all the reader may see";
  return settings.odooCompanyIds
    .map((id) => companies.find((company) => company.id === id)?.name ?? `company ${id}`)
    .join(", ");
}
