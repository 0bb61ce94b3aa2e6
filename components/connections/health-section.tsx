import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { FilterPill } from "@/components/ui/filter-pill";
import { KeyValue, KeyValueList } from "@/components/ui/key-value";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ConnectionHealthPage, Span } from "@/lib/contracts/connections/connection-health";
import { HealthChart, type Series } from "./health-chart";
import { lagWords } from "./lag-words";

interface HealthSectionProps {
  readonly slug: string;
  readonly health: ConnectionHealthPage;
}

const SPAN_WORDS: Readonly<Record<Span, string>> = { "48h": "48 hours", "14d": "14 days" };

const CAME: readonly Series[] = [
  { key: "taken", name: "taken in", look: "bar", colour: "var(--accent)" },
  { key: "usual", name: "usual for the hour of the week", look: "line", colour: "var(--ink-2)" },
];
const WRONG: readonly Series[] = [
  { key: "refused", name: "turned away", look: "bar", colour: "var(--bad)" },
  { key: "failed", name: "can't be used", look: "bar", colour: "var(--warn)" },
  { key: "again", name: "run again", look: "line", colour: "var(--ink-2)" },
];
const LAG: readonly Series[] = [
  { key: "arrivalLagMs", name: "sent to received", look: "area", colour: "var(--info)" },
  { key: "readLagMs", name: "received to timeline", look: "area", colour: "var(--ink-2)" },
];
const OUT: readonly Series[] = [
  { key: "sent", name: "sent", look: "bar", colour: "var(--ok)" },
  { key: "sendFailed", name: "not taken", look: "bar", colour: "var(--bad)" },
];

/** How a connection does: what holds now in words, then over time. */
export function HealthSection({ slug, health }: HealthSectionProps) {
  const { span, points, totals } = health;
  const shared = { span, points };
  const count = (value: number) => value.toLocaleString("en");
  return (
    <section aria-label="Health" className="mt-3.5 grid gap-3.5">
      <nav aria-label="Span" className="flex flex-wrap gap-2.5">
        {(Object.keys(SPAN_WORDS) as Span[]).map((each) => (
          <FilterPill
            key={each}
            href={each === "48h" ? `/connections/${slug}` : `/connections/${slug}?span=${each}`}
            on={each === span}
          >
            {SPAN_WORDS[each]}
          </FilterPill>
        ))}
      </nav>
      <div className="grid gap-3.5 md:grid-cols-2 xl:grid-cols-3">
        <NowCard health={health} />
        <HealthChart
          {...shared}
          title="Came in"
          summary={`${count(totals.taken)} taken in, ${count(totals.suppressed)} known already`}
          series={CAME}
          unit="count"
        />
        <HealthChart
          {...shared}
          title="Went wrong"
          summary={`${shareWords(totals.errorShare)}, ${count(totals.again)} run or sent again`}
          series={WRONG}
          unit="count"
        />
        <HealthChart
          {...shared}
          title="Lag"
          summary={`mean ${lagWords(totals.arrivalLagMs)} to arrive, ${lagWords(totals.readLagMs)} to be read`}
          series={LAG}
          unit="duration"
        />
        <HealthChart
          {...shared}
          title="Sent to it"
          summary={`${count(totals.sent)} sent, ${count(totals.sendFailed)} not taken`}
          series={OUT}
          unit="count"
        />
      </div>
    </section>
  );
}

const shareWords = (share: number | null) =>
  share === null
    ? "nothing was tried"
    : `${(share * 100).toLocaleString("en", { maximumFractionDigits: 1 })}% went wrong`;

const BREAKER = {
  closed: { label: "Calls go through", tone: "ok" },
  half_open: { label: "Being tried again", tone: "warn" },
  open: { label: "Not called for now", tone: "bad" },
} as const;

function NowCard({ health }: { readonly health: ConnectionHealthPage }) {
  const { breaker, waiting, totals } = health;
  const { label, tone } = BREAKER[breaker.state];
  return (
    <Card title="Now">
      {breaker.state !== "closed" && breaker.error && (
        <p className="mb-2 break-words text-bad">{breaker.error}</p>
      )}
      <KeyValueList>
        <KeyValue name="Breaker">
          <Chip tone={tone}>{label}</Chip>
        </KeyValue>
        <KeyValue name="Last call that went right">
          {health.lastSuccessAt ? <RelativeTime at={health.lastSuccessAt} focusable /> : "none yet"}
        </KeyValue>
        <KeyValue name="Rhythm">
          <Rhythm health={health} />
        </KeyValue>
        <KeyValue name="Held back">{waiting.messages.toLocaleString("en")}</KeyValue>
        <KeyValue name="To be told to it">
          {(waiting.commands + waiting.outbound).toLocaleString("en")}
          {waiting.commandsInFlight > 0 && `, ${waiting.commandsInFlight} under way`}
        </KeyValue>
        <KeyValue name="Oldest waiting">
          {waiting.oldestAt ? <RelativeTime at={waiting.oldestAt} form="age" focusable /> : "–"}
        </KeyValue>
        <KeyValue name="Slowest to be read">{lagWords(totals.readLagMaxMs)}</KeyValue>
        <KeyValue name="Credentials">
          {health.credentialEndsAt ? (
            <>
              end <RelativeTime at={health.credentialEndsAt} focusable />
            </>
          ) : (
            "have no end"
          )}
        </KeyValue>
      </KeyValueList>
    </Card>
  );
}

function Rhythm({ health }: { readonly health: ConnectionHealthPage }) {
  if (health.silentSince)
    return (
      <span className="text-warn">
        unusually quiet since <RelativeTime at={health.silentSince} focusable />
      </span>
    );
  return health.habit === "known" ? "as usual" : "being learned: less than a week of history";
}
