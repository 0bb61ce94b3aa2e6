"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { ConnectionPage } from "@/lib/contracts/connections/connection-page";
import { MILESTONE_RULES } from "@/lib/domain/event/milestone";
import { type CodeToMap, MapCodeDialog } from "./map-code-dialog";

interface OverridesCardProps {
  readonly page: ConnectionPage;
  readonly mayEdit: boolean;
}

const NEW_CODE: CodeToMap = { codeList: "", code: "" };

/** Where this partner means something else by a code than most do. */
export function OverridesCard({ page, mayEdit }: OverridesCardProps) {
  const [chosen, setChosen] = useState<CodeToMap | null>(null);
  const add = mayEdit && <Button onClick={() => setChosen(NEW_CODE)}>Map a code</Button>;
  return (
    <Card flush title={`Own meanings of codes, version ${page.mappingVersion}`} aside={add}>
      {page.overrides.length === 0 ? (
        <p className="px-4 py-3.5 text-ink-2">
          None. Every code means what the default map of its dialect says.
        </p>
      ) : (
        <OverrideTable page={page} mayEdit={mayEdit} onChoose={setChosen} />
      )}
      {chosen && <MapCodeDialog page={page} subject={chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}

interface OverrideTableProps extends OverridesCardProps {
  readonly onChoose: (subject: CodeToMap) => void;
}

function OverrideTable({ page, mayEdit, onChoose }: OverrideTableProps) {
  return (
    <Table label="Own meanings of codes">
      <TableHead>
        <HeadCell>Code</HeadCell>
        <HeadCell>Means</HeadCell>
        <HeadCell>Set by</HeadCell>
        <HeadCell>
          <VisuallyHidden>Change</VisuallyHidden>
        </HeadCell>
      </TableHead>
      <tbody>
        {page.overrides.map((one) => (
          <Row key={`${one.codeList} ${one.code}`}>
            <Cell>
              <b className="mono break-all">{one.code}</b>
              <Sub>{one.codeList}</Sub>
            </Cell>
            <Cell label="Means">
              {MILESTONE_RULES[one.milestone].label}
              {one.classifier && <Sub>{one.classifier}</Sub>}
            </Cell>
            <Cell label="Set by">
              {one.createdBy}
              <Sub>
                version {one.version}, <RelativeTime at={one.createdAt} />
              </Sub>
            </Cell>
            <Cell className="text-right">
              {mayEdit && (
                <Button aria-label={`Change ${one.code}`} onClick={() => onChoose(one)}>
                  Change
                </Button>
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
