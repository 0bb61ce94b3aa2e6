import { CONTROL_LOOK } from "@/components/ui/field";
import type { BusinessCalendar } from "@/lib/domain/clock/clock-policy";
import { clockText, minuteOf } from "./policy-words";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

interface HoursFieldsProps {
  readonly hours: BusinessCalendar["hours"];
  readonly error?: string | undefined;
}

/** One line a day: "08:00-12:00 13:00-17:00"; an empty one is not worked. */
export function HoursFields({ hours, error }: HoursFieldsProps) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium">Hours</legend>
      <p id="hours-hint" className="text-xs text-ink-3">
        Such as 08:00-12:00 13:00-17:00. Leave a day empty on which nobody works; 24:00 is the end of a day.
      </p>
      {DAYS.map((name, index) => (
        <label key={name} className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-2">
          <span>{name}</span>
          <input
            name={`hours-${index + 1}`}
            pattern="\s*(\d{1,2}:\d{2}\s*[\-–]\s*\d{1,2}:\d{2}[\s,]*)*"
            title="From and until, such as 08:00-17:00"
            autoComplete="off"
            aria-describedby="hours-hint"
            defaultValue={hours
              .filter(({ day }) => day === index + 1)
              .map(({ fromMinute, untilMinute }) => `${clockText(fromMinute)}-${clockText(untilMinute)}`)
              .join(" ")}
            className={CONTROL_LOOK}
          />
        </label>
      ))}
      {error && <p className="text-xs text-bad">{error}</p>}
    </fieldset>
  );
}

/** What the lines hold. A time that is none becomes one the server refuses by name. */
export function readHours(form: FormData): { day: number; fromMinute: number; untilMinute: number }[] {
  return DAYS.flatMap((_, index) => {
    const text = String(form.get(`hours-${index + 1}`) ?? "");
    return [...text.matchAll(/(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})/g)].map(
      ([, from = "", until = ""]) => ({
        day: index + 1,
        fromMinute: minuteOf(from) ?? -1,
        untilMinute: minuteOf(until) ?? -1,
      }),
    );
  });
}
