import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { PolicyPage } from "@/lib/contracts/clocks/policy-page";
import { CLOCK_KINDS, type ClockKind } from "@/lib/domain/clock/clock-policy";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";

interface ScopeFieldsProps {
  readonly page: PolicyPage;
  readonly errors: Readonly<Record<string, string>>;
  readonly kind: ClockKind;
  readonly onKind: (kind: string) => void;
}

const ANY = { value: "", label: "Any" };
const same = (value: string) => ({ value, label: value });

/** Which promise, and to whom. */
export function ScopeFields({ page, errors, kind, onKind }: ScopeFieldsProps) {
  const { customers, carriers, modes, connections } = page.choices;
  return (
    <fieldset className="grid gap-3.5 sm:grid-cols-2">
      <legend className="sr-only">Whom it is for</legend>
      <Select
        label="Promise"
        name="kind"
        value={kind}
        onChange={(event) => onKind(event.target.value)}
        options={CLOCK_KINDS.map((value) => ({ value, label: CLOCK_WORDS[value].name }))}
        className="sm:col-span-2"
      />
      <Select
        label="Customer"
        name="customer"
        options={[ANY, ...customers.map(same)]}
        error={errors.scope ?? errors["scope.customer"]}
      />
      <Select
        label="Carrier"
        name="carrier"
        options={[ANY, ...carriers.map(same)]}
        error={errors["scope.carrier"]}
      />
      <TextField label="From city" name="origin" maxLength={100} error={errors["scope.lane.origin"]} />
      <TextField
        label="To city"
        name="destination"
        maxLength={100}
        error={errors["scope.lane.destination"]}
      />
      <Select label="Mode" name="mode" options={[ANY, ...modes.map(same)]} error={errors["scope.mode"]} />
      <Select
        label="Told over connection"
        name="connectionId"
        options={[ANY, ...connections]}
        error={errors["scope.connectionId"]}
      />
    </fieldset>
  );
}
