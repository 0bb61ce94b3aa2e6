import { classNames } from "./class-names";
import { SOFT_TONE, type Tone } from "./tone";
import { ToneShape } from "./tone-shape";

interface ChipProps {
  readonly tone?: Tone;
  /** The status in words. Never only a colour. */
  readonly children: React.ReactNode;
  readonly title?: string;
  /** `plain` leaves the shape out, for names and tags that carry no status. */
  readonly plain?: boolean;
}

export function Chip({ tone = "neutral", children, title, plain = false }: ChipProps) {
  return (
    <span
      title={title}
      className={classNames(
        "inline-flex items-center gap-1.25 rounded-full px-2 py-px text-xs font-medium whitespace-nowrap",
        SOFT_TONE[tone],
      )}
    >
      {!plain && <ToneShape tone={tone} />}
      {children}
    </span>
  );
}
