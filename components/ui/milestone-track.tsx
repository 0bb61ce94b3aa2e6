import { classNames } from "./class-names";

export type TrackSegment = "done" | "estimated" | "late" | "todo";

/** Filled, striped, cut and hollow: the four can be told apart without their colours. */
const LOOK: Readonly<Record<TrackSegment, string>> = {
  done: "bg-ok",
  estimated: "estimated-stripes",
  late: "bg-bad [clip-path:polygon(0_0,100%_0,calc(100%-5px)_100%,0_100%)]",
  todo: "bg-line",
};

interface MilestoneTrackProps {
  readonly segments: readonly TrackSegment[];
  /** The same in words: "4 of 6 milestones, delivery late". */
  readonly label: string;
}

export function MilestoneTrack({ segments, label }: MilestoneTrackProps) {
  return (
    <span role="img" aria-label={label} className="flex w-37 max-w-full gap-0.5">
      {segments.map((segment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place
        <i key={index} className={classNames("h-1.5 flex-1 rounded-xs", LOOK[segment])} />
      ))}
    </span>
  );
}
