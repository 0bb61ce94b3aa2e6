import { Kbd } from "@/components/ui/kbd";

const KEYS: readonly (readonly [string, string])[] = [
  ["J K", "up and down"],
  ["Enter", "open"],
  ["A", "acknowledge"],
  ["M", "assign to me"],
  ["G", "assign"],
  ["S", "snooze"],
  ["R", "resolve"],
  ["C", "comment"],
  ["I", "ignore"],
  ["O", "open again"],
];

/** The keys that work here; not for screens that have none. */
export function KeysHint() {
  return (
    <p className="mt-2.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3 max-md:hidden print:hidden">
      {KEYS.map(([key, what]) => (
        <span key={key}>
          <Kbd>{key}</Kbd> {what}
        </span>
      ))}
    </p>
  );
}
