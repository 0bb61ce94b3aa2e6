interface PageHeadProps {
  /** Where this page hangs: "Shipments / SHP-20418". */
  readonly trail?: React.ReactNode;
  readonly title: React.ReactNode;
  /** What to know before reading on, in numbers. */
  readonly sub?: React.ReactNode;
  /** What can be done with the page as a whole. */
  readonly actions?: React.ReactNode;
}

export function PageHead({ trail, title, sub, actions }: PageHeadProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2.5">
      <div className="min-w-0">
        {trail && <p className="text-xs text-ink-3">{trail}</p>}
        <h1 className="break-words">{title}</h1>
        {sub && <div className="mt-0.5 text-ink-2">{sub}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2.5">{actions}</div>}
    </div>
  );
}
