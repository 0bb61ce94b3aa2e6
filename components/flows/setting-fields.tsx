import { Checkbox } from "@/components/ui/checkbox";
import { TextArea, TextField } from "@/components/ui/text-field";
import { SETTING_WORDS } from "@/lib/contracts/flows/setting-words";
import type { FlowSettingsLine } from "@/lib/contracts/flows/settings-page";
import { MILESTONE_RULES, MILESTONES } from "@/lib/domain/event/milestone";
import { type Limits, limitLines } from "./setting-text";

interface SettingFieldsProps {
  readonly line: FlowSettingsLine;
  readonly errors: Readonly<Record<string, string>>;
  /** The line of the limits that could not be read. */
  readonly wrongLimit: string | undefined;
}

/** A field for each setting of the flow, by what kind of value it is. */
export function SettingFields({ line, errors, wrongLimit }: SettingFieldsProps) {
  return Object.entries(SETTING_WORDS[line.flow]).map(([key, { label, does }]) => {
    const value = line.settings[key];
    const field = { name: key, label, hint: does, error: errors[key] };
    if (typeof value === "boolean")
      return (
        <div key={key}>
          <Checkbox name={key} label={label} defaultChecked={value} aria-describedby={`${key}-does`} />
          <p id={`${key}-does`} className="pl-6 text-xs text-ink-3">
            {does}
          </p>
        </div>
      );
    if (typeof value === "number")
      return <TextField key={key} {...field} type="number" min={1} max={365} required defaultValue={value} />;
    if (typeof value === "string")
      return <TextField key={key} {...field} maxLength={64} autoComplete="off" defaultValue={value} />;
    if (Array.isArray(value)) return <MilestoneField key={key} name={key} legend={label} chosen={value} />;
    return (
      <TextArea
        key={key}
        {...field}
        hint={`${does} One a line: 5000.00 USD.`}
        error={
          wrongLimit === undefined
            ? field.error
            : `“${wrongLimit}” is not an amount and a currency, each once.`
        }
        maxLength={2_000}
        spellCheck={false}
        defaultValue={limitLines(value as Limits)}
      />
    );
  });
}

interface MilestoneFieldProps {
  readonly name: string;
  readonly legend: string;
  readonly chosen: readonly unknown[];
}

function MilestoneField({ name, legend, chosen }: MilestoneFieldProps) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="grid max-h-56 overflow-y-auto rounded-btn border border-line px-3 py-2 sm:grid-cols-2">
        {MILESTONES.map((milestone) => (
          <Checkbox
            key={milestone}
            name={`${name}-${milestone}`}
            label={MILESTONE_RULES[milestone].label}
            defaultChecked={chosen.includes(milestone)}
          />
        ))}
      </div>
    </fieldset>
  );
}
