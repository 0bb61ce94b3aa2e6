import Link from "next/link";
import { WallTime } from "@/components/shipments/wall-time";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import type { PromiseLine, ShipmentPromises, VerdictLine } from "@/lib/contracts/clocks/promise-line";
import { shipmentHref } from "@/lib/contracts/shipments/shipment-query";
import type { PauseKind } from "@/lib/domain/clock/clock-policy";
import { CLOCK_WORDS } from "@/lib/domain/clock/explain";
import { CLOCK_STATE_WORDS, clockTone, leftText, PAUSE_WORDS, promiseText, stateAt } from "./clock-words";

interface PromisesCardProps {
  readonly number: string;
  readonly promises: ShipmentPromises;
  readonly nowMs: number;
}

/** What was promised for this shipment, how each promise stands, and why it is judged so. */
export function PromisesCard({ number, promises, nowMs }: PromisesCardProps) {
  const { lines, earlier } = promises;
  return (
    <Card title="SLA clocks">
      {lines.length === 0 && <p className="text-ink-2">No promise runs on it.</p>}
      <ul className="grid gap-3">
        {lines.map((line) => (
          <li key={line.id}>
            <Promised line={line} number={number} nowMs={nowMs} />
          </li>
        ))}
      </ul>
      {earlier.length > 0 && (
        <details className="mt-3 text-xs">
          <summary className="cursor-pointer text-ink-2">Promises that no longer run on it</summary>
          <History lines={earlier} named nowMs={nowMs} />
        </details>
      )}
    </Card>
  );
}

interface PromisedProps {
  readonly line: PromiseLine;
  readonly number: string;
  readonly nowMs: number;
}

function Promised({ line, number, nowMs }: PromisedProps) {
  const state = stateAt(line, nowMs);
  const turned = line.history.find(({ cause }) => cause === "late_evidence");
  return (
    <>
      <p className="flex flex-wrap items-center justify-between gap-2">
        <b>{promiseText(line)}</b>
        <span suppressHydrationWarning>
          <Chip tone={clockTone(line, nowMs)} title={CLOCK_STATE_WORDS[state]}>
            {state === "at_risk" ? `at risk, ${leftText(line, nowMs)}` : leftText(line, nowMs)}
          </Chip>
        </span>
      </p>
      <p className="mt-0.5 text-xs text-ink-2" suppressHydrationWarning>
        {line.explanation}
      </p>
      {turned && (
        <p className="mt-0.5 text-xs text-warn">
          {`Late evidence turned it round: was ${CLOCK_STATE_WORDS[turned.before ?? "open"]}.`}
        </p>
      )}
      <Pauses line={line} nowMs={nowMs} />
      <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-ink-3">
        <span>{`Policy for ${line.why === "the general one" ? "everyone" : line.why}`}</span>
        {line.eventId && (
          <Link
            href={shipmentHref(number, { tab: "all", event: line.eventId })}
            className="text-accent underline"
          >
            the event
          </Link>
        )}
      </p>
      {line.history.length > 0 && (
        <details className="mt-0.5 text-xs">
          <summary className="cursor-pointer text-ink-3">
            {`${line.history.length} ${line.history.length === 1 ? "turn" : "turns"}`}
          </summary>
          <History lines={line.history} nowMs={nowMs} />
        </details>
      )}
    </>
  );
}

function Pauses({ line, nowMs }: Omit<PromisedProps, "number">) {
  return line.pauses.map(({ kind, from, until }: { kind: PauseKind; from: number; until: number | null }) => (
    <p key={`${kind} ${from}`} className="mt-0.5 text-xs text-ink-2">
      {`Stood still for ${PAUSE_WORDS[kind]}: `}
      <WallTime at={from} timeZone={line.timeZone} nowMs={nowMs} />
      {until === null || until > nowMs ? (
        " until now"
      ) : (
        <>
          {" to "}
          <WallTime at={until} timeZone={line.timeZone} nowMs={nowMs} />
        </>
      )}
    </p>
  ));
}

const CAUSE_WORDS: Readonly<Record<VerdictLine["cause"], string>> = {
  event: "an event came",
  time: "time passed",
  late_evidence: "late evidence turned it round",
  policy: "the policy changed",
};

interface HistoryProps {
  readonly lines: readonly VerdictLine[];
  /** Each line says of which promise it is. */
  readonly named?: boolean;
  readonly nowMs: number;
}

function History({ lines, named = false, nowMs }: HistoryProps) {
  return (
    <ol className="mt-1 grid gap-1.5 border-l-2 border-line pl-2.5">
      {lines.map((line) => (
        <li key={line.id}>
          <p>
            <WallTime at={line.judgedAt} timeZone={null} nowMs={nowMs} />
            {`: ${named ? `${CLOCK_WORDS[line.kind].name} ` : ""}`}
            <b>{CLOCK_STATE_WORDS[line.state]}</b>
            {`, ${line.before ? `was ${CLOCK_STATE_WORDS[line.before]}, ` : ""}${CAUSE_WORDS[line.cause]}`}
          </p>
          <p className="text-ink-2">{line.explanation}</p>
        </li>
      ))}
    </ol>
  );
}
