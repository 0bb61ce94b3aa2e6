import { classNames } from "@/components/ui/class-names";
import { TRACE_LANES, type TraceLane } from "@/lib/domain/trace/trace-node";

export const LANE_WORDS: Readonly<Record<TraceLane, string>> = {
  partner: "Partner",
  milepost: "Milepost",
  odoo: "Odoo",
};

/** A mark of its own for each lane, so that it can be told without its place. */
const MARKS: Readonly<Record<TraceLane, string>> = {
  partner: "rounded-full border-info bg-surface",
  milepost: "rounded-full border-accent bg-accent",
  odoo: "rotate-45 rounded-xs border-warn bg-surface",
};

/** The three lanes beside a node, and the node in its own. */
export function LaneTrack({ lane }: { readonly lane: TraceLane }) {
  return (
    <div aria-hidden="true" className="grid grid-cols-3 self-stretch">
      {TRACE_LANES.map((track) => (
        <span key={track} className="relative grid justify-items-center">
          <span className="absolute inset-y-0 left-1/2 w-px bg-line-strong" />
          {track === lane && <i className={classNames("relative mt-3 size-2.75 border-2", MARKS[lane])} />}
        </span>
      ))}
    </div>
  );
}
