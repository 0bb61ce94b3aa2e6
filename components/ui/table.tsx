import Link from "next/link";
import { classNames } from "./class-names";
import { TEXT_TONE, type Tone } from "./tone";

interface TableProps {
  /** Names the table for people who do not see it, and its scroll area. */
  readonly label: string;
  readonly children: React.ReactNode;
  readonly className?: string;
}

/**
 * A semantic table: header sticks on wide screens, scrolls sideways on middle ones, and stands as cards under 640 px.
 * The wrapper is focusable so that the keyboard can scroll it (WCAG 2.1.1).
 */
export function Table({ label, children, className }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="max-lg:overflow-x-auto">
      <table aria-label={label} className={classNames("stacks w-full border-collapse", className)}>
        {children}
      </table>
    </section>
  );
}

export function TableHead({ children }: { readonly children: React.ReactNode }) {
  return (
    <thead className="max-sm:sr-only">
      <tr>{children}</tr>
    </thead>
  );
}

interface CellProps extends React.ComponentProps<"td"> {
  readonly numeric?: boolean;
  /** Repeats the column's name in the card form under 640 px. Leave out on the cell that heads the card. */
  readonly label?: string;
}

export function HeadCell({
  numeric = false,
  className,
  ...rest
}: React.ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={classNames(
        "border-b border-line bg-sunken px-3 py-2 text-xs font-medium whitespace-nowrap text-ink-3 lg:sticky lg:top-(--top-height) lg:z-10",
        numeric ? "num" : "text-left",
        className,
      )}
    />
  );
}

interface RowProps extends React.ComponentProps<"tr"> {
  readonly selected?: boolean;
  /** Set for one render after the row changed under the reader's eyes. */
  readonly changed?: boolean;
}

export function Row({ selected = false, changed = false, className, ...rest }: RowProps) {
  return (
    <tr
      {...rest}
      aria-selected={selected || undefined}
      className={classNames(
        "relative border-b border-line last:border-b-0 has-[a.row-link:hover]:bg-sunken has-[a.row-link:focus-visible]:bg-accent-soft",
        selected && "bg-accent-soft",
        changed && "row-flash",
        className,
      )}
    />
  );
}

export function Cell({ numeric = false, label, className, ...rest }: CellProps) {
  return (
    <td
      {...rest}
      data-label={label}
      className={classNames("px-3 py-2 align-middle", numeric && "num", className)}
    />
  );
}

/** The link a row stands for: covers the row for the mouse, opens by Enter, keeps middle click. One per row, in its first cell. */
export function RowLink({ className, ...rest }: React.ComponentProps<typeof Link>) {
  return (
    <Link {...rest} className={classNames("row-link font-bold after:absolute after:inset-0", className)} />
  );
}

interface SubProps {
  readonly children: React.ReactNode;
  /** Where the second line is what presses: a late arrival, little slack. The words say so too. */
  readonly tone?: Tone;
}

/** Second line of a cell. */
export function Sub({ children, tone = "neutral" }: SubProps) {
  return <span className={classNames("block text-xs", TEXT_TONE[tone])}>{children}</span>;
}
