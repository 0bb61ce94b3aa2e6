interface EmptyStateProps {
  /** What is not there: "No shipment needs action". */
  readonly title: React.ReactNode;
  /** Why, and whether that is good. */
  readonly children?: React.ReactNode;
  /** What to do next. */
  readonly action?: React.ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-1.5 px-4 py-12 text-center">
      <h2>{title}</h2>
      {children && <div className="max-w-prose text-ink-2">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
