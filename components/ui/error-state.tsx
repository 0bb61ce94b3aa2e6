import { ToneShape } from "./tone-shape";

interface ErrorStateProps {
  /** What happened, in the reader's words. */
  readonly happened: React.ReactNode;
  /** What is safe: what was stored or left as it was. */
  readonly kept: React.ReactNode;
  /** What to do now. */
  readonly next: React.ReactNode;
  /** A retry button, or the way to where it can be mended. */
  readonly action?: React.ReactNode;
  /** A number to give to whoever looks into it. */
  readonly reference?: string;
}

export function ErrorState({ happened, kept, next, action, reference }: ErrorStateProps) {
  return (
    <div role="alert" className="rounded-card border border-line bg-surface px-4 py-3.5">
      <h2 className="flex items-center gap-2 text-bad">
        <ToneShape tone="bad" />
        {happened}
      </h2>
      <p className="mt-1.5 max-w-prose text-ink-2">{kept}</p>
      <p className="mt-1 max-w-prose text-ink-2">{next}</p>
      {reference && <p className="mt-1.5 mono text-ink-3">Reference {reference}</p>}
      {action && <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
