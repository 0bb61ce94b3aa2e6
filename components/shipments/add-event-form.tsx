"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextArea, TextField } from "@/components/ui/text-field";
import { useTimeZone } from "@/components/ui/time-zone";
import { useToast } from "@/components/ui/toast";
import { addEvent } from "@/lib/actions/shipments/events";
import { type AddEventInput, MANUAL_MILESTONES } from "@/lib/contracts/shipments/manual-event";
import type { ShipmentPage } from "@/lib/contracts/shipments/shipment-page";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { placeName } from "@/lib/domain/shipment/glance";
import { dayIn, hourText, zoneText } from "@/lib/domain/shipment/wall-clock";

const CLASSIFIERS = [
  { value: "actual", label: "It happened" },
  { value: "estimated", label: "It is expected" },
  { value: "planned", label: "It is planned" },
] as const;
const MILESTONES = MANUAL_MILESTONES.map((value) => ({ value, label: MILESTONE_RULES[value].label }));
const ON_THE_WAY = "";

interface AddEventFormProps {
  readonly page: ShipmentPage;
  readonly onClose: () => void;
}

export function AddEventForm({ page, onClose }: AddEventFormProps) {
  const pageZone = useTimeZone();
  const toast = useToast();
  const [requestId] = useState(() => crypto.randomUUID());
  const [stop, setStop] = useState(String(page.glance.nextStop?.sequence ?? ON_THE_WAY));
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string>();
  const [busy, start] = useTransition();
  const chosen = page.stops.find((known) => String(known.sequence) === stop);
  const zone = chosen?.timeZone ?? pageZone;
  const [openedAt] = useState(() => Date.now());

  const submit = (form: FormData) =>
    start(async () => {
      const text = (name: string) => String(form.get(name) ?? "");
      const result = await addEvent({
        shipmentNumber: page.number,
        requestId,
        milestone: text("milestone") as AddEventInput["milestone"],
        classifier: text("classifier") as AddEventInput["classifier"],
        occurredLocal: text("occurredLocal"),
        timeZone: zone,
        stopSequence: chosen?.sequence ?? null,
        city: text("city"),
        country: text("country"),
        reason: text("reason"),
      });
      setFields(result.ok ? {} : (result.fields ?? {}));
      setProblem(result.ok || result.fields ? undefined : result.message);
      if (!result.ok) return;
      toast("ok", "Entered. It appears on the timeline in a moment, with your name and reason.");
      onClose();
    });

  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        submit(new FormData(submitted.currentTarget));
      }}
      className="grid gap-3"
    >
      <p className="text-ink-2">
        It goes through the inbox like a partner&rsquo;s message and stays for good. A wrong one can be taken
        back, not erased.
      </p>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Select
          label="What"
          name="milestone"
          options={MILESTONES}
          defaultValue="delivered"
          error={fields.milestone}
        />
        <Select label="Is it so" name="classifier" options={CLASSIFIERS} error={fields.classifier} />
      </div>
      <Select
        label="Where"
        name="stop"
        value={stop}
        onChange={(event) => setStop(event.target.value)}
        options={[
          ...page.stops.map((known) => ({
            value: String(known.sequence),
            label: `${known.sequence}. ${placeName(known.place) ?? "stop"} (${known.kind})`,
          })),
          { value: ON_THE_WAY, label: "On the way" },
        ]}
      />
      {!chosen && (
        <div className="grid grid-cols-[1fr_6rem] gap-3">
          <TextField label="City" name="city" maxLength={80} error={fields.city} />
          <TextField label="Country" name="country" maxLength={2} placeholder="FR" error={fields.country} />
        </div>
      )}
      <TextField
        label={`When, on the clock of ${chosen ? (placeName(chosen.place) ?? "the stop") : "the company"}`}
        type="datetime-local"
        name="occurredLocal"
        required
        key={zone}
        defaultValue={`${dayIn(zone, openedAt)}T${hourText(openedAt, zone)}`}
        hint={`${zone}, ${zoneText(openedAt, zone)}`}
        error={fields.occurredLocal ?? fields.timeZone}
      />
      <TextArea
        label="How you know"
        name="reason"
        required
        minLength={3}
        maxLength={500}
        placeholder="Driver called from the gate"
        hint="Stands on the timeline beside your name."
        error={fields.reason}
      />
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" type="submit" busy={busy}>
          Add event
        </Button>
      </div>
    </form>
  );
}
