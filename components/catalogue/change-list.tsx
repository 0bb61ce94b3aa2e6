import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { Tone } from "@/components/ui/tone";
import type { CatalogueChangeLine, CataloguePage } from "@/lib/contracts/catalogue/catalogue-page";
import { catalogueHref } from "@/lib/contracts/catalogue/catalogue-query";
import { DecideChange } from "./decide-change";
import { differencesOf } from "./term-words";

const STATE_TONE: Readonly<Record<CatalogueChangeLine["state"], Tone>> = {
  open: "warn",
  approved: "ok",
  rejected: "bad",
  withdrawn: "neutral",
};

/** What somebody wants otherwise, open ones first, each with what would be different. */
export function ChangeList({ page }: { readonly page: CataloguePage }) {
  if (page.changes.length === 0)
    return (
      <Card flush>
        <EmptyState
          title="Nobody wants anything otherwise"
          action={<LinkButton href={catalogueHref({ tab: "milestones" })}>Look at the milestones</LinkButton>}
        >
          A change is asked for beside its entry, and takes force when a second person approves it.
        </EmptyState>
      </Card>
    );
  return (
    <Card flush>
      <Table label="Changes of the catalogue">
        <TableHead>
          <HeadCell>Entry</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>What would be different</HeadCell>
          <HeadCell>Asked for by</HeadCell>
          <HeadCell>Decided by</HeadCell>
          {page.mayEdit && <HeadCell>Decide</HeadCell>}
        </TableHead>
        <tbody>
          {page.changes.map((change) => (
            <ChangeRow key={change.id} change={change} page={page} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function ChangeRow({ change, page }: { readonly change: CatalogueChangeLine; readonly page: CataloguePage }) {
  const { label, state, before, after, reason, askedBy, askedAt, decidedBy, decidedAt, comment } = change;
  const differences = state === "open" ? differencesOf(before, after) : [];
  return (
    <Row>
      <Cell>
        <b>{label}</b>
        <Sub>{change.key.startsWith("object:") ? "object" : "milestone"}</Sub>
      </Cell>
      <Cell label="State">
        <Chip tone={STATE_TONE[state]}>{state === "open" ? "to decide" : state}</Chip>
      </Cell>
      <Cell label="What would be different">
        {differences.length === 0 && <span className="text-ink-3">–</span>}
        <ul className="grid gap-0.5">
          {differences.map(({ name, was, becomes }) => (
            <li key={name}>
              <span className="text-ink-3">{name}: </span>
              <del className="text-ink-3">{was}</del>
              {" → "}
              <ins className="no-underline">{becomes}</ins>
            </li>
          ))}
        </ul>
      </Cell>
      <Cell label="Asked for by">
        {askedBy}, <RelativeTime at={askedAt} />
        <Sub>“{reason}”</Sub>
      </Cell>
      <Cell label="Decided by">
        {decidedBy && decidedAt ? (
          <>
            {decidedBy}, <RelativeTime at={decidedAt} />
            <Sub>“{comment}”</Sub>
          </>
        ) : (
          <span className="text-ink-3">nobody yet</span>
        )}
      </Cell>
      {page.mayEdit && (
        <Cell>{state === "open" && <DecideChange change={change} mayApprove={page.mayApprove} />}</Cell>
      )}
    </Row>
  );
}
