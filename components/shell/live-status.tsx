import { classNames } from "@/components/ui/class-names";

export type LiveState = "live" | "polling" | "offline";

const WORDS: Readonly<Record<LiveState, string>> = {
  live: "Live",
  polling: "Every few seconds",
  offline: "No connection",
};

/** A full dot, a ring, a square: told apart without colour. */
const MARK: Readonly<Record<LiveState, string>> = {
  live: "rounded-full bg-ok",
  polling: "rounded-full border-2 border-warn",
  offline: "bg-bad",
};

interface LiveStatusProps {
  readonly state: LiveState;
  /** After the word, where there is room: "last event 2 s ago". */
  readonly detail?: React.ReactNode;
}

/** Whether what is on screen follows the world, and how. */
export function LiveStatus({ state, detail }: LiveStatusProps) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap text-ink-2">
      <i aria-hidden="true" className={classNames("size-1.75 shrink-0", MARK[state])} />
      <span role="status">{WORDS[state]}</span>
      {detail && <span className="-ml-1.5 max-md:hidden">, {detail}</span>}
    </span>
  );
}
