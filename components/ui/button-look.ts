import { classNames } from "./class-names";

export type ButtonKind = "default" | "primary" | "danger" | "quiet";

const BASE =
  "inline-flex items-center justify-center gap-1.5 rounded-btn border px-3 py-1.25 font-medium whitespace-nowrap select-none disabled:opacity-55 aria-disabled:opacity-55";

const KINDS: Readonly<Record<ButtonKind, string>> = {
  default: "border-line-strong bg-surface text-ink hover:bg-sunken",
  primary: "border-accent bg-accent text-surface hover:brightness-95",
  danger: "border-line-strong bg-surface text-bad hover:bg-bad-soft",
  quiet: "border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink",
};

/** The classes of a button, for the two elements that may look like one: `button` and `a`. */
export function buttonLook(kind: ButtonKind, extra?: string): string {
  return classNames(BASE, KINDS[kind], extra);
}
