import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import type { ChangedPromise, PolicyPreview } from "@/lib/contracts/clocks/policy-page";
import { shipmentHref } from "@/lib/contracts/shipments/shipment-query";
import { CLOCK_STATE_WORDS } from "./clock-words";

interface PreviewResultProps {
  readonly preview: PolicyPreview | null;
  readonly busy: boolean;
}

/** What the policy would have done to the last 30 days. The region is always there, so that its change is read out. */
export function PreviewResult({ preview, busy }: PreviewResultProps) {
  return (
    <div aria-live="polite" className="rounded-lg bg-sunken px-3 py-2.5">
      {busy ? (
        <p>Judging the shipments of the last 30 days…</p>
      ) : preview ? (
        <Told preview={preview} />
      ) : (
        <p className="text-ink-2">
          Preview shows what this would have done to the last 30 days. Nothing is changed by it.
        </p>
      )}
    </div>
  );
}

function Told({ preview }: { readonly preview: PolicyPreview }) {
  const { note, days, promises, wouldBreach, todayBreach, shipments, isSample, changed, changedCount } =
    preview;
  if (note) return <p>{note}</p>;
  if (promises === 0)
    return <p>{`No promise of the last ${days} days would have run under it. Nothing to compare.`}</p>;
  return (
    <>
      <p>
        <b>
          {`Applied to the last ${days} days this would have breached ${wouldBreach.toLocaleString("en")} of ${promises.toLocaleString("en")}`}
        </b>
        {` (today's policy: ${todayBreach.toLocaleString("en")}).`}
      </p>
      <p className="text-xs text-ink-2">
        {isSample
          ? `Judged on a sample: the ${shipments.toLocaleString("en")} shipments whose promise fell due last.`
          : `Judged on all ${shipments.toLocaleString("en")} shipments whose promise fell due.`}
      </p>
      {changedCount > 0 && (
        <details className="mt-1.5">
          <summary className="cursor-pointer">{`${changedCount.toLocaleString("en")} would have ended otherwise`}</summary>
          <ul className="mt-1.5 grid max-h-64 gap-1.5 overflow-y-auto text-xs">
            {changed.map((promise) => (
              <Changed key={`${promise.shipmentId} ${promise.stop}`} promise={promise} />
            ))}
          </ul>
          {changedCount > changed.length && (
            <p className="mt-1 text-xs text-ink-3">{`The ${changed.length} latest are listed.`}</p>
          )}
        </details>
      )}
    </>
  );
}

function Changed({ promise }: { readonly promise: ChangedPromise }) {
  const { number, today, proposed, explanation } = promise;
  const word = (state: ChangedPromise["today"]) => (state ? CLOCK_STATE_WORDS[state] : "not watched");
  return (
    <li>
      <Link href={shipmentHref(number)} target="_blank" className="font-bold text-accent underline">
        {number}
      </Link>{" "}
      <Chip tone={proposed === "breached" ? "bad" : "ok"}>{`${word(today)} → ${word(proposed)}`}</Chip>
      <span className="block text-ink-2">{explanation}</span>
    </li>
  );
}
