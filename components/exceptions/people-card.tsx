import { Card } from "@/components/ui/card";
import { Cell, HeadCell, Row, Table, TableHead } from "@/components/ui/table";
import type { Handover } from "@/lib/contracts/exceptions/handover";

/** Who did what in the shift. */
export function PeopleCard({ people }: Pick<Handover, "people">) {
  return (
    <Card title="By person" flush>
      {people.length === 0 && <p className="px-4 py-3.5 text-ink-2">Nobody acted on an exception.</p>}
      {people.length > 0 && (
        <Table label="By person">
          <TableHead>
            <HeadCell>Person</HeadCell>
            <HeadCell numeric>Actions</HeadCell>
            <HeadCell numeric>Resolved</HeadCell>
            <HeadCell numeric>Comments</HeadCell>
          </TableHead>
          <tbody>
            {people.map((person) => (
              <Row key={person.name}>
                <Cell>{person.name}</Cell>
                <Cell label="Actions" numeric>
                  {person.actions.toLocaleString("en")}
                </Cell>
                <Cell label="Resolved" numeric>
                  {person.resolved.toLocaleString("en")}
                </Cell>
                <Cell label="Comments" numeric>
                  {person.comments.toLocaleString("en")}
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
