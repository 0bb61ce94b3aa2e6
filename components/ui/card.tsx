import { classNames } from "./class-names";

interface CardProps extends Omit<React.ComponentProps<"section">, "title"> {
  /** Shown as the card's heading and used as its accessible name. */
  readonly title?: React.ReactNode;
  /** Right of the heading: filters or one action. */
  readonly aside?: React.ReactNode;
  /** `flush` for tables and lists that run to the edge. */
  readonly flush?: boolean;
}

export function Card({ title, aside, flush = false, className, children, ...rest }: CardProps) {
  const head = title !== undefined && (
    <div
      className={classNames(
        "flex flex-wrap items-center justify-between gap-2.5",
        flush && "border-b border-line px-4 py-3.5",
      )}
    >
      <h2>{title}</h2>
      {aside}
    </div>
  );
  return (
    <section
      {...rest}
      className={classNames(
        "min-w-0 rounded-card border border-line bg-surface",
        flush ? "overflow-clip" : "px-4 py-3.5",
        className,
      )}
    >
      {head}
      {head && !flush ? <div className="mt-2">{children}</div> : children}
    </section>
  );
}
