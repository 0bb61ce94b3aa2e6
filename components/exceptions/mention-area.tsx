"use client";

import { useId, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { CONTROL_LOOK, FieldFrame } from "@/components/ui/field";
import type { PersonRef } from "@/lib/contracts/exceptions/exception-list";
import { matchingPeople, mentionedIn, nameBeingTyped, withName } from "./mentions";

interface MentionAreaProps {
  readonly text: string;
  readonly people: readonly PersonRef[];
  readonly error: string | undefined;
  readonly onChange: (text: string, mentions: readonly string[]) => void;
}

/** A comment: "@" offers colleagues; arrows choose one, Enter or Tab takes it, Escape goes on typing. Ctrl+Enter sends. */
export function MentionArea({ text, people, error, onChange }: MentionAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(false);
  const typed = closed ? null : nameBeingTyped(text, caret);
  const offered = typed === null ? [] : matchingPeople(people, typed);
  const current = offered[Math.min(at, offered.length - 1)];

  const write = (next: string) => onChange(next, mentionedIn(next, people));
  const take = (person: PersonRef) => {
    const next = withName(text, caret, person.name);
    write(next.text);
    setCaret(next.caret);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
      return;
    }
    if (!current) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((now) => (now + step + offered.length) % offered.length);
    else if (event.key === "Enter" || event.key === "Tab") take(current);
    else if (event.key === "Escape") setClosed(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <FieldFrame
      label="Comment"
      hint="Name a colleague with @. Everyone who sees this exception reads it. Ctrl+Enter sends."
      error={error}
    >
      {({ id, describedBy, invalid }) => (
        <>
          <textarea
            ref={area}
            id={id}
            rows={3}
            value={text}
            maxLength={2_000}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            aria-autocomplete="list"
            aria-controls={offered.length > 0 ? listId : undefined}
            aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
            onKeyDown={onKeyDown}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onChange={(event) => {
              setClosed(false);
              setAt(0);
              setCaret(event.target.selectionStart);
              write(event.target.value);
            }}
            className={classNames(CONTROL_LOOK, "resize-y")}
          />
          {offered.length > 0 && (
            <div
              id={listId}
              role="listbox"
              aria-label="Colleagues"
              className="rounded-lg border border-line-strong bg-surface p-1 shadow-lg"
            >
              {offered.map((person) => (
                <button
                  key={person.id}
                  id={`${listId}-${person.id}`}
                  type="button"
                  role="option"
                  aria-selected={person === current}
                  tabIndex={-1}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => take(person)}
                  className={classNames(
                    "block w-full rounded-md px-2.5 py-1.5 text-left hover:bg-sunken",
                    person === current && "bg-accent-soft text-accent",
                  )}
                >
                  {person.name}
                </button>
              ))}
            </div>
          )}
        </>
      )}
    </FieldFrame>
  );
}
