"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { PILL_LOOK, PILL_OFF, PILL_ON } from "@/components/ui/filter-pill";
import { Popover } from "@/components/ui/popover";
import { TextField } from "@/components/ui/text-field";
import { type BoardQuery, boardHref } from "@/lib/contracts/shipments/board-query";

const SHORTCUTS = [
  { label: "Any", value: undefined },
  { label: "Today", value: "today" },
  { label: "Tomorrow", value: "tomorrow" },
] as const;

/** "Pickup: today", a day, or from one day to another; days are those of the company's zone. */
export function PickupFilter({ query }: { readonly query: BoardQuery }) {
  const router = useRouter();
  const { pickup } = query;
  const [from = "", to = from] = pickup && /^\d/.test(pickup) ? pickup.split("..") : [];
  const submit = (form: FormData, close: () => void) => {
    const [first, last] = [String(form.get("from")), String(form.get("to"))].sort();
    if (!first && !last) return;
    const range = !first || first === last ? last : `${first}..${last}`;
    close();
    router.push(boardHref(query, { pickup: range }), { scroll: false });
  };
  return (
    <Popover
      label="Filter by day of pickup"
      trigger={`Pickup: ${pickup?.replace("..", " to ") ?? "any"}`}
      triggerClassName={classNames(PILL_LOOK, pickup ? PILL_ON : PILL_OFF)}
    >
      {(close) => (
        <>
          {SHORTCUTS.map(({ label, value }) => (
            <Link
              key={label}
              href={boardHref(query, { pickup: value })}
              scroll={false}
              onClick={close}
              aria-current={pickup === value ? "true" : undefined}
              className={classNames(
                "block rounded-md px-2.5 py-1.5 hover:bg-sunken",
                pickup === value && "bg-accent-soft text-accent",
              )}
            >
              {label}
            </Link>
          ))}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              submit(new FormData(event.currentTarget), close);
            }}
            className="mt-1 grid gap-2 border-t border-line px-2.5 pt-2.5 pb-2"
          >
            <TextField label="From" type="date" name="from" defaultValue={from} />
            <TextField label="To, included" type="date" name="to" defaultValue={to} />
            <Button type="submit">Show these days</Button>
          </form>
        </>
      )}
    </Popover>
  );
}
