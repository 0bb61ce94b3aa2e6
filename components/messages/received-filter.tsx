"use client";

import Form from "next/form";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { PILL_LOOK, PILL_OFF, PILL_ON } from "@/components/ui/filter-pill";
import { Popover } from "@/components/ui/popover";
import { TextField } from "@/components/ui/text-field";
import { useTimeZone } from "@/components/ui/time-zone";
import { type MessageQuery, messagesHref, type Within } from "@/lib/contracts/messages/message-query";
import { KeptParams } from "./kept-params";

const PRESETS: readonly { readonly within: Within; readonly label: string }[] = [
  { within: "1h", label: "Last hour" },
  { within: "24h", label: "Last 24 hours" },
  { within: "7d", label: "Last 7 days" },
  { within: "30d", label: "Last 30 days" },
];

/** When a message came in: a recent span, or days of the company's zone. */
export function ReceivedFilter({ query }: { readonly query: MessageQuery }) {
  const zone = useTimeZone();
  const isOn = query.within !== undefined || query.from !== undefined || query.until !== undefined;
  return (
    <Popover
      label="Filter by time of receipt"
      trigger={`Received: ${receivedText(query)}`}
      triggerClassName={classNames(PILL_LOOK, isOn ? PILL_ON : PILL_OFF)}
    >
      {(close) => (
        <div className="grid gap-2 p-1">
          <div>
            <Preset href={messagesHref(query, NO_TIME)} on={!isOn} onClick={close}>
              Any time
            </Preset>
            {PRESETS.map(({ within, label }) => (
              <Preset
                key={within}
                href={messagesHref(query, { ...NO_TIME, within })}
                on={query.within === within}
                onClick={close}
              >
                {label}
              </Preset>
            ))}
          </div>
          <Form
            action="/messages"
            onSubmit={close}
            className="grid gap-2 border-t border-line px-1.5 pt-2 pb-1"
          >
            <KeptParams query={query} without={["within", "from", "until"]} />
            <TextField label="From" type="date" name="from" defaultValue={query.from} />
            <TextField
              label="Until, included"
              type="date"
              name="until"
              defaultValue={query.until}
              hint={`Days in ${zone}`}
            />
            <Button type="submit">Show these days</Button>
          </Form>
        </div>
      )}
    </Popover>
  );
}

const NO_TIME = { within: undefined, from: undefined, until: undefined } as const;

function receivedText({ within, from, until }: MessageQuery): string {
  const preset = PRESETS.find((option) => option.within === within);
  if (preset) return preset.label.toLowerCase();
  if (from && until) return from === until ? from : `${from} to ${until}`;
  if (from) return `from ${from}`;
  return until ? `until ${until}` : "any";
}

function Preset(props: { href: string; on: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <Link
      href={props.href}
      scroll={false}
      aria-current={props.on ? "true" : undefined}
      onClick={props.onClick}
      className={classNames(
        "block rounded-md px-2.5 py-1.5 hover:bg-sunken",
        props.on && "bg-accent-soft text-accent",
      )}
    >
      {props.children}
    </Link>
  );
}
