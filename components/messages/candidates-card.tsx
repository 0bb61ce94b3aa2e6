import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import { TEXT_TONE } from "@/components/ui/tone";
import { ToneShape } from "@/components/ui/tone-shape";
import type { Candidate, MessagePage, NamedReference } from "@/lib/contracts/messages/message-page";
import { REFERENCE_LABELS } from "@/lib/contracts/shipments/shipment-page";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { AttachButton } from "./attach-button";
import { placeText } from "./place-text";

interface CandidatesCardProps {
  readonly page: MessagePage;
  readonly canAttach: boolean;
}

const HEAD = "border-b border-line bg-sunken px-3 py-2 text-left text-xs font-medium text-ink-3";
const CELL = "border-b border-line px-3 py-1.5 align-top";

/** The shipments the message could mean, side by side: what each shares with it and where each differs. */
export function CandidatesCard({ page, canAttach }: CandidatesCardProps) {
  const { candidates, references, outcome } = page;
  const several = page.subjectCount > 1;
  return (
    <Card flush title="Which shipment is meant">
      {several && (
        <p className="border-b border-line bg-warn-soft px-4 py-2 text-warn">
          This message speaks of {page.subjectCount} different shipments; one choice would put all of it on
          one. Each part attaches by itself once its reference is known.
        </p>
      )}
      <section aria-label="Candidates" className="overflow-x-auto">
        <table className="w-full border-collapse">
          <thead>
            <tr>
              <th scope="col" className={HEAD}>
                The message says
              </th>
              {candidates.map(({ shipment }) => (
                <th key={shipment.id} scope="col" className={classNames(HEAD, "min-w-44")}>
                  <Link href={`/shipments/${shipment.number}`} className="text-base text-accent underline">
                    {shipment.number}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {references.map((reference, place) => (
              <tr key={`${reference.type} ${reference.value}`}>
                <th scope="row" className={classNames(CELL, "text-left font-normal")}>
                  <span className="text-ink-3">{REFERENCE_LABELS[reference.type]}</span>{" "}
                  <span className="mono break-all">{reference.value}</span>
                </th>
                {candidates.map((candidate) => (
                  <td key={candidate.shipment.id} className={CELL}>
                    <Carries candidate={candidate} reference={reference} place={place} />
                  </td>
                ))}
              </tr>
            ))}
            <FactRows page={page} />
            {canAttach && !several && outcome && (
              <tr>
                <td className="px-3 py-2" />
                {candidates.map(({ shipment }) => (
                  <td key={shipment.id} className="px-3 py-2">
                    <AttachButton messageId={page.id} version={outcome.version} shipment={shipment} />
                  </td>
                ))}
              </tr>
            )}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

function Carries(props: { candidate: Candidate; reference: NamedReference; place: number }) {
  const { candidate, reference, place } = props;
  if (candidate.carries[place]) return <Verdict tone="ok">carries it</Verdict>;
  const others = candidate.numbers.filter(({ type }) => type === reference.type).map(({ value }) => value);
  if (others.length === 0) return <Verdict tone="neutral">none known</Verdict>;
  return (
    <Verdict tone="bad">
      other: <span className="mono break-all">{others.slice(0, 2).join(", ")}</span>
      {others.length > 2 && ` and ${others.length - 2} more`}
    </Verdict>
  );
}

function Verdict({ tone, children }: { tone: "ok" | "bad" | "neutral"; children: React.ReactNode }) {
  return (
    <span className={classNames("inline-flex items-baseline gap-1.5", TEXT_TONE[tone])}>
      <ToneShape tone={tone} />
      <span>{children}</span>
    </span>
  );
}

/** The rest a person tells two shipments apart by; the message's own column says what it knows of each. */
function FactRows({ page }: { readonly page: MessagePage }) {
  const { candidates, open } = page;
  const places = [...new Set((open ?? []).flatMap(({ place }) => placeText(place) ?? []))].slice(0, 3);
  const said = [...new Set((open ?? []).map(({ milestone }) => MILESTONE_RULES[milestone].label))].slice(
    0,
    3,
  );
  const rows: readonly FactRow[] = [
    [
      "Status",
      said.join(", "),
      ({ status, open: isOpen }) =>
        `${status ? MILESTONE_RULES[status].label : "nothing yet"}${isOpen ? "" : ", closed"}`,
    ],
    ["Lane", places.join(", "), ({ origin, destination }) => `${origin ?? "?"} → ${destination ?? "?"}`],
    ["Carrier", page.connection.name, ({ carrier }) => carrier ?? "no carrier known"],
    ["Customer", "", ({ customer }) => customer ?? "not known"],
    ["Pickup", "", ({ pickupAt }) => (pickupAt ? <AbsoluteTime at={pickupAt} /> : "not planned")],
    [
      "Delivery due",
      "",
      ({ deliveryDueAt }) => (deliveryDueAt ? <AbsoluteTime at={deliveryDueAt} /> : "not known"),
    ],
    ["Last event", "", ({ lastEventAt }) => (lastEventAt ? <AbsoluteTime at={lastEventAt} /> : "none")],
  ];
  return rows.map(([name, message, of]) => (
    <tr key={name}>
      <th scope="row" className={classNames(CELL, "text-left font-normal")}>
        <span className="text-ink-3">{name}</span> {message}
      </th>
      {candidates.map(({ shipment }) => (
        <td key={shipment.id} className={CELL}>
          {of(shipment)}
        </td>
      ))}
    </tr>
  ));
}

type FactRow = readonly [
  name: string,
  message: string,
  of: (shipment: Candidate["shipment"]) => React.ReactNode,
];
