"use client";

import { Select } from "@/components/ui/select";
import { TextArea, TextField } from "@/components/ui/text-field";
import { useTimeZone } from "@/components/ui/time-zone";
import type { PersonRef } from "@/lib/contracts/exceptions/exception-list";
import { MILESTONE_RULES, type Milestone } from "@/lib/domain/event/milestone";
import type { PersonAction } from "@/lib/domain/exception/lifecycle";
import { type ActionDraft, UNTIL_WORDS, type Until } from "./action-draft";
import { MentionArea } from "./mention-area";

interface ActionFieldsProps {
  readonly action: PersonAction;
  readonly draft: ActionDraft;
  readonly onChange: (changes: Partial<ActionDraft>) => void;
  readonly people: readonly PersonRef[];
  /** Events a snooze can wait for; empty where there is no shipment. */
  readonly events: readonly Milestone[];
  /** Problems by field, as the server answered. */
  readonly problems: Readonly<Record<string, string>>;
}

/** What an action asks for; acknowledging asks for nothing. The same for one exception and for many. */
export function ActionFields({ action, draft, onChange, people, events, problems }: ActionFieldsProps) {
  switch (action) {
    case "acknowledge":
      return null;
    case "assign":
      return (
        <Select
          label="To"
          value={draft.assigneeId}
          error={problems.assigneeId}
          onChange={(event) => onChange({ assigneeId: event.target.value })}
          options={[
            { value: "", label: "Nobody" },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      );
    case "comment":
      return (
        <MentionArea
          text={draft.text}
          people={people}
          error={problems.text ?? problems.mentions}
          onChange={(text, mentions) => onChange({ text, mentions })}
        />
      );
    case "snooze":
      return <SnoozeFields draft={draft} onChange={onChange} events={events} problems={problems} />;
    case "ignore":
      return (
        <>
          <UntilFields draft={draft} onChange={onChange} choices={IGNORE_ENDS} error={problems.untilAt} />
          <Note label="Why it doesn't count" error={problems.reason} draft={draft} onChange={onChange} />
        </>
      );
    case "resolve":
      return <Note label="What settled it" error={problems.note} draft={draft} onChange={onChange} />;
    case "reopen":
      return <Note label="Why" error={problems.reason} draft={draft} onChange={onChange} />;
  }
}

const SNOOZE_ENDS: readonly Until[] = ["minute", "quarter", "hour", "shift", "morning", "at"];
const IGNORE_ENDS: readonly Until[] = ["day", "week", "month", "at"];

type PartProps = Pick<ActionFieldsProps, "draft" | "onChange">;

function SnoozeFields({
  draft,
  onChange,
  events,
  problems,
}: PartProps & Pick<ActionFieldsProps, "events" | "problems">) {
  return (
    <>
      <UntilFields
        draft={draft}
        onChange={onChange}
        choices={events.length > 0 ? [...SNOOZE_ENDS, "none"] : SNOOZE_ENDS}
        error={problems.untilAt}
      />
      {events.length > 0 && (
        <Select
          label="Or until this event"
          value={draft.untilEvent}
          error={problems.untilEvent}
          hint="Whichever comes first."
          onChange={(event) => onChange({ untilEvent: event.target.value as Milestone | "" })}
          options={[
            { value: "", label: "No event" },
            ...events.map((value) => ({ value, label: MILESTONE_RULES[value].label })),
          ]}
        />
      )}
    </>
  );
}

function UntilFields({
  draft,
  onChange,
  choices,
  error,
}: PartProps & { readonly choices: readonly Until[]; readonly error: string | undefined }) {
  const zone = useTimeZone();
  const isTyped = draft.until === "at";
  return (
    <>
      <Select
        label="For how long"
        value={draft.until}
        error={isTyped ? undefined : error}
        onChange={(event) => onChange({ until: event.target.value as Until })}
        options={choices.map((value) => ({ value, label: UNTIL_WORDS[value] }))}
      />
      {isTyped && (
        <TextField
          label="Until"
          type="datetime-local"
          value={draft.untilLocal}
          error={error}
          hint={zone}
          required
          onChange={(event) => onChange({ untilLocal: event.target.value })}
        />
      )}
    </>
  );
}

function Note({
  label,
  error,
  draft,
  onChange,
}: PartProps & { readonly label: string; readonly error: string | undefined }) {
  return (
    <TextArea
      label={label}
      hint="Goes into the history and the audit log with your name."
      value={draft.text}
      maxLength={500}
      error={error}
      onChange={(event) => onChange({ text: event.target.value })}
    />
  );
}
