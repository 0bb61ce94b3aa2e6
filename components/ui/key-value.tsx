import { classNames } from "./class-names";

/** A list of names and values, right aligned as in a ledger. Takes `KeyValue` children. */
export function KeyValueList({
  children,
  className,
}: {
  readonly children: React.ReactNode;
  readonly className?: string;
}) {
  return (
    <dl className={classNames("grid grid-cols-[auto_1fr] gap-x-3.5 gap-y-1.25", className)}>{children}</dl>
  );
}

interface KeyValueProps {
  readonly name: React.ReactNode;
  readonly children: React.ReactNode;
  /** For numbers and codes that must line up. */
  readonly mono?: boolean;
}

export function KeyValue({ name, children, mono = false }: KeyValueProps) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className={classNames("min-w-0 text-right tabular-nums break-words", mono && "mono")}>
        {children}
      </dd>
    </>
  );
}
