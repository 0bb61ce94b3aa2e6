import { classNames } from "@/components/ui/class-names";

export type LiveTone = "live" | "waiting" | "broken";

/** A full dot, a ring, a square: told apart without colour. */
const MARK: Readonly<Record<LiveTone, string>> = {
  live: "rounded-full bg-ok",
  waiting: "rounded-full border-2 border-warn",
  broken: "bg-bad",
};

interface LiveStatusProps {
  readonly tone: LiveTone;
  /** "Live" */
  readonly words: string;
  /** After the words, where there is room: "last event 2 s ago". */
  readonly detail?: React.ReactNode;
}

/** Whether what is on screen follows the world, and how. */
export function LiveStatus({ tone, words, detail }: LiveStatusProps) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap text-ink-2">
      <i aria-hidden="true" className={classNames("size-1.75 shrink-0", MARK[tone])} />
      <span role="status">{words}</span>
      {detail && (
        <span className="max-lg:hidden [&:not(:empty)]:-ml-1.5 [&:not(:empty)]:before:content-[',_']">
          {detail}
        </span>
      )}
    </span>
  );
}
