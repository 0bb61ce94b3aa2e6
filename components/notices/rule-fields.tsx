"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { TextArea, TextField } from "@/components/ui/text-field";
import type { SubscriptionPage } from "@/lib/contracts/notices/notice-list";
import { DIGEST_MINUTES } from "@/lib/contracts/notices/subscription-input";
import { EXCEPTION_KINDS, SEVERITIES } from "@/lib/domain/exception/exception";
import { EXCEPTION_RULES } from "@/lib/domain/exception/kinds";
import type { SubscriptionRule } from "@/lib/domain/notice/subscription";
import { clockText, DIGEST_WORDS, SEVERITY_WORDS } from "./notice-words";

interface RuleFieldsProps {
  readonly rule: SubscriptionRule | null;
  readonly mayBeMine: boolean;
  readonly page: SubscriptionPage;
  readonly errors: Readonly<Record<string, string>>;
}

/** Which exceptions, when, and how late at night. */
export function RuleFields({ rule, mayBeMine, page, errors }: RuleFieldsProps) {
  return (
    <>
      <Select
        label="Severity"
        name="minSeverity"
        defaultValue={rule?.minSeverity ?? "high"}
        options={SEVERITIES.map((value) => ({ value, label: capital(SEVERITY_WORDS[value]) }))}
      />
      {mayBeMine && (
        <Checkbox label="Only what is given to me" name="mine" defaultChecked={rule?.reach === "mine"} />
      )}
      <Select
        label="When"
        name="digest"
        defaultValue={rule?.digestMinutes ?? ""}
        options={[
          { value: "", label: "At once, what breaks together in one message" },
          ...DIGEST_MINUTES.map((value) => ({
            value: String(value),
            label: capital(DIGEST_WORDS[value] ?? ""),
          })),
        ]}
      />
      <QuietFields rule={rule} zone={page.zone} error={errors["rule.zone"]} />
      <Narrowing rule={rule} page={page} />
    </>
  );
}

function QuietFields({
  rule,
  zone,
  error,
}: Pick<RuleFieldsProps, "rule"> & { readonly zone: string; readonly error?: string | undefined }) {
  const [isQuiet, setQuiet] = useState(Boolean(rule?.quiet));
  return (
    <>
      <Checkbox
        label="Quiet hours: only what is critical"
        name="isQuiet"
        checked={isQuiet}
        onChange={(event) => setQuiet(event.target.checked)}
      />
      {isQuiet && (
        <div className="grid grid-cols-2 gap-2.5">
          <TextField
            label="From"
            name="quietFrom"
            type="time"
            required
            defaultValue={clockText(rule?.quiet?.fromMinute ?? 22 * 60)}
          />
          <TextField
            label="Until"
            name="quietUntil"
            type="time"
            required
            defaultValue={clockText(rule?.quiet?.untilMinute ?? 7 * 60)}
          />
        </div>
      )}
      <TextField
        label="Time zone"
        hint="Of quiet hours and daily digests."
        name="zone"
        required
        defaultValue={rule?.zone ?? zone}
        error={error}
      />
    </>
  );
}

function Narrowing({ rule, page }: Pick<RuleFieldsProps, "rule" | "page">) {
  const isNarrowed = rule !== null && rule.kinds.length + rule.customers.length + rule.carriers.length > 0;
  return (
    <details open={isNarrowed} className="rounded-lg border border-line px-3 py-2">
      <summary className="cursor-pointer font-medium">Only some kinds, customers or carriers</summary>
      <div className="mt-2.5 grid gap-3.5">
        <fieldset>
          <legend className="font-medium">Kinds</legend>
          <p className="text-xs text-ink-3">None chosen: every kind.</p>
          <div className="mt-1 grid gap-x-3 sm:grid-cols-2">
            {EXCEPTION_KINDS.map((kind) => (
              <Checkbox
                key={kind}
                label={EXCEPTION_RULES[kind].label}
                name="kinds"
                value={kind}
                defaultChecked={rule?.kinds.includes(kind)}
              />
            ))}
          </div>
        </fieldset>
        <Names label="Customers" name="customers" given={rule?.customers} known={page.customers} />
        <Names label="Carriers" name="carriers" given={rule?.carriers} known={page.carriers} />
      </div>
    </details>
  );
}

interface NamesProps {
  readonly label: string;
  readonly name: string;
  readonly given: readonly string[] | undefined;
  readonly known: readonly string[];
}

/** Names one a line, added from what is known: a name that is not exactly so matches nothing. */
function Names({ label, name, given, known }: NamesProps) {
  const [text, setText] = useState((given ?? []).join("\n"));
  const chosen = new Set(text.split("\n").map((line) => line.trim()));
  return (
    <div className="grid gap-1.5">
      <TextArea
        label={label}
        hint="One a line. Empty: all."
        name={name}
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <select
        aria-label={`Add to ${label.toLowerCase()}`}
        value=""
        onChange={(event) => setText((now) => [now.trim(), event.target.value].filter(Boolean).join("\n"))}
        className="w-full rounded-btn border border-line-strong bg-surface px-2.5 py-1.5 text-ink-2"
      >
        <option value="">Add one…</option>
        {known
          .filter((each) => !chosen.has(each))
          .map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
      </select>
    </div>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
