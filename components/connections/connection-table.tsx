import { OdooHealthChip } from "@/components/odoo/odoo-health-chip";
import { odooNextStep } from "@/components/odoo/odoo-words";
import { Card } from "@/components/ui/card";
import { DueTime } from "@/components/ui/due-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, RowLink, Sub, Table, TableHead } from "@/components/ui/table";
import type { ConnectionItem } from "@/lib/contracts/connections/connection-page";
import { DIALECT_WORDS, nextStep, refusedText, refusedTotal, waitingText } from "./connection-words";
import { HealthChip } from "./health-chip";
import { lagWords } from "./lag-words";

export function ConnectionTable({ items }: { readonly items: readonly ConnectionItem[] }) {
  return (
    <Card flush>
      <Table label="Connections">
        <TableHead>
          <HeadCell>Connection</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell numeric>Last message</HeadCell>
          <HeadCell numeric>In</HeadCell>
          <HeadCell numeric>Repeated</HeadCell>
          <HeadCell numeric>Turned away</HeadCell>
          <HeadCell numeric>Failed</HeadCell>
          <HeadCell numeric>Lag</HeadCell>
          <HeadCell numeric>Waiting</HeadCell>
          <HeadCell numeric>Oldest</HeadCell>
        </TableHead>
        <tbody>
          {items.map((item) => (
            <ConnectionRow key={item.id} item={item} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function ConnectionRow({ item }: { readonly item: ConnectionItem }) {
  const { day } = item;
  const next = item.odoo ? odooNextStep(item.odoo) : nextStep(item);
  const refused = refusedTotal(day);
  return (
    <Row>
      <Cell>
        <RowLink href={`/connections/${item.slug}`}>{item.name}</RowLink>
        <Sub>
          <span className="mono">{item.slug}</span>, {DIALECT_WORDS[item.dialect] ?? item.dialect}
        </Sub>
      </Cell>
      <Cell label="State">
        {item.odoo && item.health !== "paused" ? (
          <OdooHealthChip odoo={item.odoo} />
        ) : (
          <HealthChip health={item.health} />
        )}
        {item.breaker !== "closed" && !item.odoo && <Sub tone="bad">does not answer</Sub>}
        {next && <Sub>{next}</Sub>}
        {item.odoo?.retryAt && (
          <Sub>
            next try <DueTime at={item.odoo.retryAt} />
          </Sub>
        )}
      </Cell>
      <Cell label="Last message" numeric>
        {item.lastMessageAt ? <RelativeTime at={item.lastMessageAt} /> : <Never />}
      </Cell>
      <Cell label="In" numeric>
        {(day.accepted + day.conflicting).toLocaleString("en")}
        {day.conflicting > 0 && <Sub tone="bad">{day.conflicting} conflicting</Sub>}
      </Cell>
      <Cell label="Repeated" numeric>
        {day.repeated.toLocaleString("en")}
      </Cell>
      <Cell label="Turned away" numeric>
        {refused.toLocaleString("en")}
        {refused > 0 && <Sub tone="bad">{refusedText(day)}</Sub>}
      </Cell>
      <Cell label="Failed" numeric>
        {item.failed.toLocaleString("en")}
        {item.again > 0 && <Sub>{item.again.toLocaleString("en")} again</Sub>}
      </Cell>
      <Cell label="Lag" numeric>
        {lagWords(item.readLagMs)}
      </Cell>
      <Cell label="Waiting" numeric>
        {waitingText(item.waiting)}
        {item.held > 0 && <Sub>{waitingText(item.held)} held back</Sub>}
        {item.outboundWaiting > 0 && <Sub>{waitingText(item.outboundWaiting)} to send</Sub>}
      </Cell>
      <Cell label="Oldest" numeric>
        {item.oldestWaitingAt ? <RelativeTime at={item.oldestWaitingAt} form="age" /> : "–"}
      </Cell>
    </Row>
  );
}

function Never() {
  return <span className="text-ink-3">never</span>;
}
