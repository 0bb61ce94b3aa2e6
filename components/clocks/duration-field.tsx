import { CONTROL_LOOK, FieldFrame, type FieldProps } from "@/components/ui/field";

const UNITS = [
  { value: 1, label: "minutes" },
  { value: 60, label: "hours" },
  { value: 1_440, label: "days" },
] as const;

interface DurationFieldProps extends FieldProps {
  readonly name: string;
  readonly minutes: number;
}

/** A span as an amount and its unit. */
export function DurationField({ label, hint, error, name, minutes }: DurationFieldProps) {
  const unit = minutes > 0 ? (minutes % 60 === 0 ? 60 : 1) : 1;
  return (
    <FieldFrame label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <div className="flex gap-2">
          <input
            id={id}
            name={name}
            type="number"
            min={0}
            step="any"
            required
            inputMode="decimal"
            defaultValue={minutes / unit}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            className={CONTROL_LOOK}
          />
          <select
            name={`${name}Unit`}
            defaultValue={unit}
            aria-label="Unit"
            className="rounded-btn border border-field bg-surface px-2 py-1.5"
          >
            {UNITS.map(({ value, label: unitLabel }) => (
              <option key={value} value={value}>
                {unitLabel}
              </option>
            ))}
          </select>
        </div>
      )}
    </FieldFrame>
  );
}

/** What the field holds, in whole minutes. */
export function readDuration(form: FormData, name: string): number {
  return Math.round(Number(form.get(name)) * Number(form.get(`${name}Unit`)));
}
