import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { PolicyPage, PolicyVersion } from "@/lib/contracts/clocks/policy-page";
import { type ClockKind, PAUSE_KINDS } from "@/lib/domain/clock/clock-policy";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";
import { PAUSE_WORDS } from "./clock-words";
import { DurationField } from "./duration-field";
import { hoursText, isAppointment } from "./policy-words";

interface TermFieldsProps {
  readonly kind: ClockKind;
  /** What an edit starts from; null starts from what is usual for the kind. */
  readonly version: PolicyVersion | null;
  readonly page: PolicyPage;
  readonly errors: Readonly<Record<string, string>>;
}

/** What is promised. */
export function TermFields({ kind, version, page, errors }: TermFieldsProps) {
  const start = version ?? page.policies.find((policy) => policy.isSeed && policy.kind === kind)?.newest;
  const appointment = isAppointment(kind);
  const words = CLOCK_WORDS[kind];
  return (
    <div className="grid gap-3.5">
      <TextField
        label="Name"
        hint="Says the promise: “Proof of delivery within 12 h”."
        name="name"
        required
        minLength={3}
        maxLength={120}
        autoComplete="off"
        defaultValue={version?.name}
        error={errors.name}
      />
      <div className="grid gap-3.5 sm:grid-cols-2">
        <DurationField
          label={appointment ? "Grace after the appointment" : "Time allowed"}
          hint={appointment ? "0: not a minute." : `From “${words.start}” to “${words.stop}”.`}
          name="budgetMinutes"
          minutes={start?.budgetMinutes ?? 60}
          error={errors.budgetMinutes}
        />
        <DurationField
          label="At risk in the last"
          hint="Shown before it is broken."
          name="atRiskMinutes"
          minutes={start?.atRiskMinutes ?? 30}
          error={errors.atRiskMinutes}
        />
      </div>
      {appointment ? (
        <div className="grid gap-1.5">
          <Checkbox
            name="earlyCounts"
            label="Coming too early breaks it, too"
            defaultChecked={start?.earlyMinutes != null}
          />
          <DurationField
            label="Early by more than"
            hint="Counts only when ticked."
            name="earlyMinutes"
            minutes={start?.earlyMinutes ?? 15}
            error={errors.earlyMinutes}
          />
        </div>
      ) : (
        <Select
          label="Counted in"
          name="calendar"
          defaultValue={start?.calendar?.name ?? ""}
          error={errors.calendar}
          options={[
            { value: "", label: "every minute of every day" },
            ...page.calendars.map(({ calendar }) => ({
              value: calendar.name,
              label: `${calendar.name} (${hoursText(calendar)}, ${calendar.zone})`,
            })),
          ]}
        />
      )}
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">Stands still during</legend>
        {PAUSE_KINDS.map((pause) => (
          <Checkbox
            key={pause}
            name={`pause-${pause}`}
            label={PAUSE_WORDS[pause]}
            defaultChecked={start?.pauses.includes(pause)}
          />
        ))}
      </fieldset>
    </div>
  );
}
