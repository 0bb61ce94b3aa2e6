import { ToneShape } from "./tone-shape";

interface StaleBannerProps {
  /** How old what is shown is, and why. */
  readonly children: React.ReactNode;
  readonly action?: React.ReactNode;
}

/** Over data that is older than it should be: what is shown stays readable, and says how old it is. */
export function StaleBanner({ children, action }: StaleBannerProps) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-2.5 rounded-lg bg-warn-soft px-3 py-2 text-warn"
    >
      <ToneShape tone="warn" />
      <span className="min-w-0 flex-1">{children}</span>
      {action}
    </div>
  );
}
