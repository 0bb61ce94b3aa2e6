"use client";

import Form from "next/form";
import { useRouter } from "next/navigation";
import { useEffect, useId, useRef, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { useFind } from "@/lib/client/shipments/use-find";
import { FindSuggestions } from "./find-suggestions";
import { suggestionsOf } from "./suggestions";
import { useFindKey } from "./use-find-key";

/**
 * One box for every number a customer reads out. `/` comes here from anywhere; what is typed is looked up along the way,
 * the arrows choose, Enter opens, Escape closes and then goes back. After the ARIA Authoring Practices' editable combobox.
 */
export function FindBox() {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const goBack = useFindKey(input);
  const { result, failed } = useFind(open ? text : "");
  const suggestions = result ? suggestionsOf(result, text) : [];
  const shown = open && (result !== undefined || failed);
  const chosen = shown ? suggestions[active] : undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: other suggestions, no choice yet
  useEffect(() => setActive(-1), [result]);

  const leave = () => {
    setOpen(false);
    setActive(-1);
  };
  // Out of the box again, so that `/` comes back to it with the old number chosen and the next one takes its place.
  const send = () => {
    leave();
    input.current?.blur();
  };
  const goTo = (href: string) => {
    leave();
    setText("");
    input.current?.blur();
    router.push(href);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const count = suggestions.length;
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place before the first stands for the box itself.
      if (count > 0) setActive((now) => ((now + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      goTo(chosen.href);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (shown) leave();
      else goBack();
    }
  };

  return (
    <search className="relative min-w-0 flex-[0_1_460px]">
      <Form
        action="/find"
        onSubmit={send}
        className="flex items-center gap-2 rounded-lg border border-line-strong bg-bg pr-2.5 focus-within:border-accent"
      >
        <input
          ref={input}
          type="search"
          name="q"
          value={text}
          required
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          role="combobox"
          aria-label="Find any reference"
          aria-keyshortcuts="/"
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={listId}
          aria-activedescendant={chosen ? `${listId}-${active}` : undefined}
          placeholder="Find any reference: PRO, BOL, order, tracking, invoice"
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onBlur={leave}
          onKeyDown={onKeyDown}
          className="min-w-0 flex-1 rounded-lg bg-transparent py-1.5 pl-2.5 text-ellipsis focus-visible:outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <span aria-hidden="true" className="max-sm:hidden">
          <Kbd>/</Kbd>
        </span>
      </Form>
      {shown && (
        <FindSuggestions
          id={listId}
          suggestions={suggestions}
          active={active}
          failed={failed}
          onPoint={setActive}
          onChoose={goTo}
        />
      )}
    </search>
  );
}
