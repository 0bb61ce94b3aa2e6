interface ProgressBarProps {
  /** 0 to 100. */
  readonly percent: number;
  /** Of what. */
  readonly label: string;
}

/** How much of something is done. The number stands beside it in words; the bar only helps the eye. */
export function ProgressBar({ percent, label }: ProgressBarProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="h-1.5 overflow-hidden rounded-full bg-line"
    >
      <div className="h-full rounded-full bg-accent" style={{ width: `${percent}%` }} />
    </div>
  );
}
