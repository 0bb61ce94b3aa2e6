import type { BulkKind, BulkPlan } from "@/lib/contracts/messages/decisions";
import { messagesText } from "./count-text";

const WILL: Readonly<Record<BulkKind, string>> = {
  replay:
    "They run again with the mapping and references of now. Events that are on the timeline already are not added twice.",
  ignore:
    "They leave the list of what needs a person. The bytes stay, nothing on a timeline changes, and each can be taken back.",
};

/** What an action will do, in words: how many, of which state, and what is left out and why. */
export function BulkPlanText({ plan }: { readonly plan: BulkPlan }) {
  const { kind, items, byState, leftOut, more } = plan;
  return (
    <>
      {items.length === 0 ? (
        <p>There is nothing here to {kind}.</p>
      ) : (
        <p>
          <b>{messagesText(items.length)}</b> (
          {byState.map((entry) => `${entry.count} “${entry.label}”`).join(", ")}). {WILL[kind]}
        </p>
      )}
      {more && <p>More match than one action takes. Do these first, then do it again for the rest.</p>}
      {leftOut.length > 0 && (
        <div>
          <p className="font-medium">Left out</p>
          <ul className="list-disc pl-5 text-ink-2">
            {leftOut.map((entry) => (
              <li key={entry.why}>
                {entry.count} {entry.why}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
