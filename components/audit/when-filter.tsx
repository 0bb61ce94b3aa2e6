"use client";

import Form from "next/form";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { PILL_LOOK, PILL_OFF, PILL_ON } from "@/components/ui/filter-pill";
import { Popover } from "@/components/ui/popover";
import { TextField } from "@/components/ui/text-field";
import { useTimeZone } from "@/components/ui/time-zone";
import { type AuditQuery, auditHref } from "@/lib/contracts/audit/audit-query";
import { KeptParams } from "./kept-params";

const PRESETS = [
  { days: undefined, label: "Any time" },
  { days: 1, label: "Last 24 hours" },
  { days: 7, label: "Last 7 days" },
  { days: 30, label: "Last 30 days" },
] as const;

/** When it was decided: a recent span, or days of the company's zone. */
export function WhenFilter({ query }: { readonly query: AuditQuery }) {
  const zone = useTimeZone();
  const { days, from, until } = query;
  const isOn = days !== undefined || from !== undefined || until !== undefined;
  return (
    <Popover
      label="Filter by time"
      trigger={`When: ${whenText(query)}`}
      triggerClassName={classNames(PILL_LOOK, isOn ? PILL_ON : PILL_OFF)}
    >
      {(close) => (
        <div className="grid gap-2 p-1">
          <div>
            {PRESETS.map((preset) => {
              const on = preset.days === undefined ? !isOn : preset.days === days && !from && !until;
              return (
                <Link
                  key={preset.label}
                  href={auditHref(query, { from: undefined, until: undefined, days: preset.days })}
                  scroll={false}
                  aria-current={on ? "true" : undefined}
                  onClick={close}
                  className={classNames(
                    "block rounded-md px-2.5 py-1.5 hover:bg-sunken",
                    on && "bg-accent-soft text-accent",
                  )}
                >
                  {preset.label}
                </Link>
              );
            })}
          </div>
          <Form action="/audit" onSubmit={close} className="grid gap-2 border-t border-line px-1.5 pt-2 pb-1">
            <KeptParams query={query} without={["days", "from", "until"]} />
            <TextField label="From" type="date" name="from" defaultValue={from} />
            <TextField
              label="Until, included"
              type="date"
              name="until"
              defaultValue={until}
              hint={`Days in ${zone}`}
            />
            <Button type="submit">Show these days</Button>
          </Form>
        </div>
      )}
    </Popover>
  );
}

function whenText({ days, from, until }: AuditQuery): string {
  if (from && until) return from === until ? from : `${from} to ${until}`;
  if (from) return `from ${from}`;
  if (until) return `until ${until}`;
  const preset = PRESETS.find((one) => one.days === days);
  return days === undefined || !preset ? "any" : preset.label.toLowerCase();
}
