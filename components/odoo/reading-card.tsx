import { Card } from "@/components/ui/card";
import { durationText } from "@/components/ui/duration-text";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import { modelWords } from "@/lib/contracts/odoo/model-words";
import type { OdooDetail, OdooModelRow } from "@/lib/contracts/odoo/odoo-page";
import { ReadNowButton } from "./read-now-button";

interface ReadingCardProps {
  readonly odoo: OdooDetail;
  readonly connectionId: string;
  readonly mayManage: boolean;
}

/** Each model as we hold it: how many, how fresh, when all of it was last compared, and what went wrong. */
export function ReadingCard({ odoo, connectionId, mayManage }: ReadingCardProps) {
  // What is still in its first load stands above, with how far it is.
  const loaded = odoo.models.filter((model) => model.isLoaded);
  const canRead = mayManage && odoo.isSetUp && odoo.health !== "off";
  return (
    <Card flush title="Reading" aside={canRead && <ReadNowButton connectionId={connectionId} />}>
      {loaded.length === 0 ? (
        <EmptyState title="Nothing was read yet">
          {odoo.isSetUp ? "A worker begins within seconds." : "Reading begins when the set-up is through."}
        </EmptyState>
      ) : (
        <Table label="Reading, by model">
          <TableHead>
            <HeadCell>Records</HeadCell>
            <HeadCell numeric>Held</HeadCell>
            <HeadCell numeric>Behind</HeadCell>
            <HeadCell numeric>Last change</HeadCell>
            <HeadCell numeric>24 h read again</HeadCell>
            <HeadCell numeric>Ids compared</HeadCell>
          </TableHead>
          <tbody>
            {pressingFirst(loaded).map((model) => (
              <ModelLine key={model.model} model={model} />
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

/** What went wrong or is late, then what changes with daily work, then masters; each as it is read. */
function pressingFirst(models: readonly OdooModelRow[]): readonly OdooModelRow[] {
  const rank = ({ error, isBehind, pace }: OdooModelRow) =>
    error !== null ? 0 : isBehind ? 1 : pace === "fast" ? 2 : 3;
  return models.toSorted((a, b) => rank(a) - rank(b));
}

function ModelLine({ model }: { readonly model: OdooModelRow }) {
  return (
    <Row>
      <Cell>
        <b>{modelWords(model.model)}</b>
        <Sub>
          <span className="mono">{model.model}</span>
        </Sub>
        {model.error && (
          <Sub tone="bad">
            <span className="break-words">{model.error}</span>{" "}
            {model.errorAt && <RelativeTime at={model.errorAt} />}
          </Sub>
        )}
      </Cell>
      <Cell label="Held" numeric>
        {model.records.toLocaleString("en")}
        {!model.isLoaded && (
          <Sub>{model.expected === null ? "waiting" : `${model.percent}% of the first load`}</Sub>
        )}
      </Cell>
      <Cell label="Behind" numeric>
        {model.behindMs === null ? "–" : durationText(model.behindMs)}
        {model.isBehind && <Sub tone="warn">should be looked at</Sub>}
      </Cell>
      <Cell label="Last change" numeric>
        <Moment at={model.changedAt} />
      </Cell>
      <Cell label="24 h read again" numeric>
        <Moment at={model.sweptAt} />
      </Cell>
      <Cell label="Ids compared" numeric>
        <Moment at={model.idSweptAt} />
      </Cell>
    </Row>
  );
}

function Moment({ at }: { readonly at: string | null }) {
  return at ? <RelativeTime at={at} /> : <span className="text-ink-3">not yet</span>;
}
