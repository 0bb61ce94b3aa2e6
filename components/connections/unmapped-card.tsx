"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { ConnectionPage, UnmappedDto } from "@/lib/contracts/connections/connection-page";
import { MapCodeDialog } from "./map-code-dialog";

interface UnmappedCardProps {
  readonly page: ConnectionPage;
  readonly mayEdit: boolean;
}

const codesText = (count: number) => (count === 1 ? "1 code to map" : `${count} codes to map`);

/** Codes nobody has given a meaning: kept on the timeline as unknown, until someone does. */
export function UnmappedCard({ page, mayEdit }: UnmappedCardProps) {
  const [chosen, setChosen] = useState<UnmappedDto | null>(null);
  return (
    <Card flush title={codesText(page.unmapped.length)}>
      <Table label="Codes to map">
        <TableHead>
          <HeadCell>Code</HeadCell>
          <HeadCell numeric>Seen</HeadCell>
          <HeadCell numeric>Last</HeadCell>
          <HeadCell>Example</HeadCell>
          <HeadCell>
            <VisuallyHidden>Map</VisuallyHidden>
          </HeadCell>
        </TableHead>
        <tbody>
          {page.unmapped.map((one) => (
            <Row key={`${one.codeList} ${one.code}`}>
              <Cell>
                <b className="mono break-all">{one.code}</b>
                <Sub>{one.codeList}</Sub>
              </Cell>
              <Cell label="Seen" numeric>
                {one.count.toLocaleString("en")} ×
              </Cell>
              <Cell label="Last" numeric>
                <RelativeTime at={one.lastSeenAt} />
              </Cell>
              <Cell label="Example">
                <Link href={`/messages/${one.exampleMessageId}`} className="text-accent underline">
                  message
                </Link>
              </Cell>
              <Cell className="text-right">
                {mayEdit && (
                  <Button aria-label={`Map ${one.code}`} onClick={() => setChosen(one)}>
                    Map
                  </Button>
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      {chosen && <MapCodeDialog page={page} subject={chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}
