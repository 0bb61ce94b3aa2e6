import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Cell, HeadCell, Row, RowLink, Sub, Table, TableHead } from "@/components/ui/table";
import type { InterfaceLine } from "@/lib/contracts/catalogue/catalogue-page";
import { SOURCE_WORDS } from "@/lib/domain/catalogue/words";

/** Every connection in the dialect it speaks, by which map it is read, and who changed it last. */
export function InterfaceTable({ lines }: { readonly lines: readonly InterfaceLine[] }) {
  return (
    <Card flush>
      <Table label="Interfaces">
        <TableHead>
          <HeadCell>Interface</HeadCell>
          <HeadCell>Kind</HeadCell>
          <HeadCell>Dialect</HeadCell>
          <HeadCell>Version</HeadCell>
          <HeadCell>Mapping</HeadCell>
          <HeadCell>Tests</HeadCell>
          <HeadCell>Last changed</HeadCell>
        </TableHead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.slug}>
              <Cell>
                <RowLink href={`/connections/${line.slug}`}>{line.name}</RowLink>
                <Sub>
                  <span className="mono">{line.slug}</span>
                </Sub>
              </Cell>
              <Cell label="Kind">
                {SOURCE_WORDS[line.partnerKind]}
                {!line.enabled && <Chip>off</Chip>}
              </Cell>
              <Cell label="Dialect">{line.dialect}</Cell>
              <Cell label="Version">{`v${line.version}`}</Cell>
              <Cell label="Mapping" className="mono">
                {line.mapping}
              </Cell>
              <Cell label="Tests" className="mono break-all">
                {line.tests ?? <span className="text-ink-3">no reader</span>}
              </Cell>
              <Cell label="Last changed">
                {line.changedAt ? (
                  <>
                    {line.changedBy}
                    <Sub>
                      <AbsoluteTime at={line.changedAt} />
                    </Sub>
                  </>
                ) : (
                  <span className="text-ink-3">never</span>
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
