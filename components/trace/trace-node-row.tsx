import { Hourglass } from "lucide-react";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import type { TraceNode, TraceOpened } from "@/lib/contracts/trace/trace-page";
import { LANE_WORDS, LaneTrack } from "./lane-track";
import { OpenedNode } from "./trace-opened";
import { spanText, TraceTime } from "./trace-time";

interface TraceNodeRowProps {
  readonly node: TraceNode;
  readonly zone: string;
  readonly sameDay: boolean;
  /** Address that opens or closes what stands behind it. */
  readonly openHref: string;
  readonly opened: TraceOpened | null;
}

/** One node: when, in which lane, what, how it stands, what may be opened, and how long it took to get here. */
export function TraceNodeRow({ node, zone, sameDay, openHref, opened }: TraceNodeRowProps) {
  return (
    <li
      id={`node-${node.key}`}
      aria-current={node.isFocus ? "true" : undefined}
      data-focus={node.isFocus || undefined}
      className={classNames(
        "grid grid-cols-[112px_66px_minmax(0,1fr)] gap-x-2.5 px-4 max-sm:grid-cols-[42px_minmax(0,1fr)] max-sm:px-2.5",
        node.isFocus && "bg-accent-soft outline-2 -outline-offset-2 outline-accent",
      )}
    >
      <div className="py-2 text-right text-xs text-ink-2 max-sm:col-start-2 max-sm:row-start-1 max-sm:flex max-sm:flex-wrap max-sm:gap-x-2 max-sm:pb-0 max-sm:text-left">
        <TraceTime at={node.at} zone={zone} sameDay={sameDay} />
        {node.sinceMs !== null && (
          <span className="block text-ink-3">
            <span className="sr-only">after the one above: </span>+{spanText(node.sinceMs)}
          </span>
        )}
      </div>
      <div className="grid max-sm:col-start-1 max-sm:row-span-2 max-sm:row-start-1">
        <LaneTrack lane={node.lane} />
      </div>
      <div className="min-w-0 border-b border-line py-2 max-sm:col-start-2 max-sm:row-start-2 max-sm:pt-0.5">
        {node.gap && (
          <p className="flex items-center gap-1.5 text-xs text-warn">
            <Hourglass size={12} aria-hidden="true" className="shrink-0" />
            waited {spanText(node.gap.spanMs)} {node.gap.text}
          </p>
        )}
        <div className="flex flex-wrap items-start justify-between gap-x-2.5 gap-y-0.5">
          <p className="min-w-0 break-words">
            <span className="text-xs text-ink-3">{LANE_WORDS[node.lane]}: </span>
            <NodeTitle node={node} />
          </p>
          {node.state && <Chip tone={node.state.tone}>{node.state.word}</Chip>}
        </div>
        {node.detail && <p className="text-xs break-words text-ink-2">{node.detail}</p>}
        {node.denied && <p className="text-xs text-ink-3">{node.denied}</p>}
        <NodeLinks node={node} openHref={openHref} isOpen={opened !== null} />
        {opened && <OpenedNode opened={opened} />}
      </div>
    </li>
  );
}

function NodeTitle({ node: { title, href, isFocus } }: { readonly node: TraceNode }) {
  const text = isFocus ? <b>{title}</b> : title;
  if (href === null) return text;
  return (
    <Link href={href} prefetch={false} className="underline decoration-line-strong hover:decoration-current">
      {text}
    </Link>
  );
}

interface NodeLinksProps {
  readonly node: TraceNode;
  readonly openHref: string;
  readonly isOpen: boolean;
}

function NodeLinks({ node: { opens, outsideHref, title }, openHref, isOpen }: NodeLinksProps) {
  if (opens === null && outsideHref === null) return null;
  const what = opens === "bytes" ? "bytes" : "request and reply";
  return (
    <p className="flex flex-wrap gap-x-3 text-xs">
      {opens && (
        <Link
          href={openHref}
          scroll={false}
          prefetch={false}
          aria-label={`${isOpen ? "Close" : "Open"} the ${what} of “${title}”`}
          aria-current={isOpen ? "true" : undefined}
          className="text-accent underline"
        >
          {isOpen ? "Close" : "Open"} {what}
        </Link>
      )}
      {outsideHref && (
        <a href={outsideHref} target="_blank" rel="noreferrer" className="text-accent underline">
          Open in Odoo<span className="sr-only">: {title}, in a new tab</span>
        </a>
      )}
    </p>
  );
}
