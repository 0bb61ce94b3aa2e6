"use client";

import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { saveCalendar } from "@/lib/actions/clocks/policies";
import type { CalendarLine } from "@/lib/contracts/clocks/policy-page";
import type { BusinessCalendar } from "@/lib/domain/clock/clock-policy";
import { HoursFields, readHours } from "./hours-fields";

export function EditCalendar({ line }: { readonly line: CalendarLine }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="flex justify-end">
      <Button onClick={() => setOpen(true)}>
        Edit<VisuallyHidden>{` ${line.calendar.name}`}</VisuallyHidden>
      </Button>
      {open && <CalendarDialog line={line} zone={line.calendar.zone} onClose={() => setOpen(false)} />}
    </div>
  );
}

export function AddCalendar({ zone }: { readonly zone: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Add a calendar</Button>
      {open && <CalendarDialog line={null} zone={zone} onClose={() => setOpen(false)} />}
    </>
  );
}

interface CalendarDialogProps {
  readonly line: CalendarLine | null;
  readonly zone: string;
  readonly onClose: () => void;
}

const USUAL: BusinessCalendar["hours"] = [1, 2, 3, 4, 5].map((day) => ({
  day,
  fromMinute: 480,
  untilMinute: 960,
}));

function CalendarDialog({ line, zone, onClose }: CalendarDialogProps) {
  const toast = useToast();
  const name = line?.calendar.name;
  return (
    <ReasonDialog
      title={name ? `Edit: ${name}` : "Add a calendar"}
      effect={<Effect line={line} />}
      button="Save"
      fields={(errors) => (
        <>
          {!name && (
            <TextField label="Name" name="name" required minLength={2} maxLength={60} error={errors.name} />
          )}
          <TextField
            label="Time zone"
            hint="An IANA name such as Europe/Berlin."
            name="zone"
            required
            defaultValue={zone}
            error={errors.zone}
          />
          <HoursFields hours={line?.calendar.hours ?? USUAL} error={errors.hours} />
          <TextArea
            label="Holidays"
            hint="Dates such as 2026-12-25, one a line."
            name="holidays"
            rows={4}
            defaultValue={line?.calendar.holidays.join("\n")}
            error={Object.entries(errors).find(([field]) => field.startsWith("holidays"))?.[1]}
          />
        </>
      )}
      run={(reason, form) =>
        saveCalendar({
          name: name ?? String(form.get("name") ?? ""),
          expectedVersion: line?.version ?? 0,
          zone: String(form.get("zone") ?? "").trim(),
          hours: readHours(form),
          holidays: String(form.get("holidays") ?? "")
            .split(/[\s,;]+/)
            .filter((day) => day !== ""),
          reason,
        })
      }
      onDone={(policies) => {
        toast(
          "ok",
          policies === 0 ? "The calendar is saved." : `The calendar is saved, and ${policiesText(policies)}.`,
        );
        onClose();
      }}
      onClose={onClose}
    />
  );
}

/** Said before it is done: whose promises change with it. */
function Effect({ line }: { readonly line: CalendarLine | null }) {
  const used = line?.usedBy ?? [];
  if (used.length === 0) return <p>No policy counts by it yet. Choose it when you edit one.</p>;
  return (
    <p>
      {`Saving makes a new version of ${used.length === 1 ? "this policy" : `these ${used.length} policies`}, in force at once: `}
      <b>{used.map(({ name }) => name).join(", ")}</b>
      {". Promises that run already keep the hours they started with."}
    </p>
  );
}

const policiesText = (count: number) =>
  count === 1 ? "one policy has a new version" : `${count} policies have a new version`;
