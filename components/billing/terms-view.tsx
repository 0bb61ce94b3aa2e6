import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { TermsLine, TermsPage } from "@/lib/contracts/billing/terms-page";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { BILLING_BLOCKERS } from "@/lib/domain/billing/unbilled";
import { REFERENCE_WORDS, standingLabel } from "./billing-words";
import { EditTerms } from "./terms-dialog";

/** How every customer is billed. */
export function TermsView({ page }: { readonly page: TermsPage }) {
  return (
    <Card flush className="mt-3.5">
      <Table label="Billing terms">
        <TableHead>
          <HeadCell>Customer</HeadCell>
          <HeadCell>Demands</HeadCell>
          <HeadCell>Billed</HeadCell>
          <HeadCell>Hold</HeadCell>
          <HeadCell>Owners</HeadCell>
          <HeadCell>Version</HeadCell>
          {page.mayEdit && <HeadCell numeric>Change</HeadCell>}
        </TableHead>
        <tbody>
          {page.lines.map((line) => (
            <TermsRow key={line.customer} line={line} page={page} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function TermsRow({ line, page }: { readonly line: TermsLine; readonly page: TermsPage }) {
  const { terms } = line;
  const demands = [
    ...(terms.requiresPod ? ["proof of delivery"] : []),
    ...terms.references.map((kind) => REFERENCE_WORDS[kind]),
  ];
  const owners = BILLING_BLOCKERS.flatMap((blocker) => {
    const role = terms.owners[blocker];
    return role ? `${standingLabel(blocker)}: ${ROLE_LABELS[role]}` : [];
  });
  return (
    <Row>
      <Cell>
        <b>{line.customer === "" ? "Everyone else" : line.customer}</b>
      </Cell>
      <Cell label="Demands">
        {demands.length > 0 ? demands.join(", ") : <span className="text-ink-3">nothing</span>}
      </Cell>
      <Cell label="Billed">
        {terms.cutOffDay === null ? "each delivery" : `once a month, up to day ${terms.cutOffDay}`}
      </Cell>
      <Cell label="Hold">
        <Hold line={line} />
      </Cell>
      <Cell label="Owners">
        {owners.length === 0 ? (
          <span className="text-ink-3">as usual</span>
        ) : (
          owners.map((owner) => (
            <span key={owner} className="block">
              {owner}
            </span>
          ))
        )}
      </Cell>
      <Cell label="Version" className="sm:min-w-36">
        {line.changedAt === null ? (
          <span className="text-ink-3">as delivered</span>
        ) : (
          <>
            {`v${line.version}, ${line.changedBy}, `}
            <RelativeTime at={line.changedAt} focusable />
            {line.reason && <Sub>“{line.reason}”</Sub>}
          </>
        )}
      </Cell>
      {page.mayEdit && (
        <Cell>
          <EditTerms line={line} zone={page.zone} />
        </Cell>
      )}
    </Row>
  );
}

function Hold({ line: { terms, isHeld } }: { readonly line: TermsLine }) {
  if (!terms.hold) return <span className="text-ink-3">none</span>;
  const { reason, untilAt } = terms.hold;
  return (
    <>
      <Chip tone={isHeld ? "warn" : "neutral"}>{isHeld ? "held" : "over"}</Chip>
      <Sub>
        {reason}
        {untilAt && (
          <>
            {isHeld ? "; until " : "; ended "}
            <AbsoluteTime at={untilAt} />
          </>
        )}
      </Sub>
    </>
  );
}
