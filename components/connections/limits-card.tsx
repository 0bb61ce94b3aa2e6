"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { changeConnection } from "@/lib/actions/connections/connections";
import type { ConnectionPage } from "@/lib/contracts/connections/connection-page";
import { ReasonDialog } from "./reason-dialog";

interface LimitsCardProps {
  readonly page: ConnectionPage;
  readonly mayManage: boolean;
}

const KIB = 1_024;

export function LimitsCard({ page, mayManage }: LimitsCardProps) {
  const [open, setOpen] = useState(false);
  return (
    <Card title="Limits" aside={mayManage && <Button onClick={() => setOpen(true)}>Change</Button>}>
      <KeyValueList>
        <KeyValue name="Largest message">{(page.maxBodyBytes / KIB).toLocaleString("en")} KiB</KeyValue>
        <KeyValue name="Messages a minute">{page.ratePerMinute.toLocaleString("en")}</KeyValue>
        <KeyValue name="Zone if none is stated">{page.defaultZone ?? "the company's"}</KeyValue>
        <KeyValue name="A bare status may open a shipment">{page.mayCreateShipments ? "yes" : "no"}</KeyValue>
        <KeyValue name="Takes dropped files">{page.watchFolder ? "yes" : "no"}</KeyValue>
        {page.dialect === "x12" && (
          <KeyValue name="Answers with 997">{page.acknowledges ? "yes" : "no"}</KeyValue>
        )}
      </KeyValueList>
      {open && <LimitsDialog page={page} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function LimitsDialog({ page, onClose }: { readonly page: ConnectionPage; readonly onClose: () => void }) {
  const toast = useToast();
  return (
    <ReasonDialog
      title={`Change ${page.name}`}
      effect="Holds from two seconds on, for what comes then."
      button="Change"
      fields={(errors) => <LimitFields page={page} errors={errors} />}
      run={(reason, form) => {
        const zone = String(form.get("defaultZone") ?? "").trim();
        return changeConnection({
          connectionId: page.id,
          expectedVersion: page.version,
          reason,
          maxBodyBytes: Number(form.get("maxBodyKib")) * KIB,
          ratePerMinute: Number(form.get("ratePerMinute")),
          defaultZone: zone === "" ? null : zone,
          mayCreateShipments: form.has("mayCreateShipments"),
          watchFolder: form.has("watchFolder"),
          ...(page.dialect === "x12" ? { acknowledges: form.has("acknowledges") } : {}),
        });
      }}
      onDone={() => {
        toast("ok", `${page.name} is changed.`);
        onClose();
      }}
      onClose={onClose}
    />
  );
}

interface LimitFieldsProps {
  readonly page: ConnectionPage;
  readonly errors: Readonly<Record<string, string>>;
}

function LimitFields({ page, errors }: LimitFieldsProps) {
  return (
    <>
      <TextField
        label="Largest message, in KiB"
        hint="Counted after unpacking."
        name="maxBodyKib"
        type="number"
        min={1}
        max={65_536}
        required
        defaultValue={page.maxBodyBytes / KIB}
        error={errors.maxBodyBytes}
      />
      <TextField
        label="Messages a minute"
        hint="Per web process. More are answered with 429 and Retry-After."
        name="ratePerMinute"
        type="number"
        min={1}
        max={1_000_000}
        required
        defaultValue={page.ratePerMinute}
        error={errors.ratePerMinute}
      />
      <TextField
        label="Time zone when a message states none"
        hint="Such as America/Chicago. Empty: the company's."
        name="defaultZone"
        maxLength={60}
        defaultValue={page.defaultZone ?? ""}
        error={errors.defaultZone}
      />
      <Checkbox
        label="A bare status may open the shipment it names"
        name="mayCreateShipments"
        defaultChecked={page.mayCreateShipments}
      />
      <Checkbox
        label="Take files from its drop folder"
        name="watchFolder"
        defaultChecked={page.watchFolder}
      />
      {page.dialect === "x12" && (
        <Checkbox
          label="Answer each group with a 997"
          name="acknowledges"
          defaultChecked={page.acknowledges}
        />
      )}
    </>
  );
}
