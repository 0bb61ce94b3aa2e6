import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import type { PolicyPage } from "@/lib/contracts/clocks/policy-page";
import { AddCalendar, EditCalendar } from "./calendar-actions";
import { hoursText } from "./policy-words";

/** The hours promises are counted in. */
export function CalendarsCard({ page }: { readonly page: PolicyPage }) {
  return (
    <Card flush title="Business calendars" aside={page.mayEdit && <AddCalendar zone={page.zone} />}>
      <Table label="Business calendars">
        <TableHead>
          <HeadCell>Calendar</HeadCell>
          <HeadCell>Hours</HeadCell>
          <HeadCell>Holidays</HeadCell>
          <HeadCell>Used by</HeadCell>
          {page.mayEdit && <HeadCell numeric>Change</HeadCell>}
        </TableHead>
        <tbody>
          {page.calendars.map((line) => (
            <Row key={line.calendar.name}>
              <Cell>
                <b>{line.calendar.name}</b>
                <Sub>
                  {line.changedAt ? (
                    <>
                      {`v${line.version}, ${line.changedBy}, `}
                      <RelativeTime at={line.changedAt} focusable />
                    </>
                  ) : (
                    "as delivered"
                  )}
                </Sub>
              </Cell>
              <Cell label="Hours">
                {hoursText(line.calendar)}
                <Sub>{line.calendar.zone}</Sub>
              </Cell>
              <Cell label="Holidays">
                {line.calendar.holidays.length === 0 ? (
                  <span className="text-ink-3">none</span>
                ) : (
                  <span
                    title={line.calendar.holidays.join(", ")}
                  >{`${line.calendar.holidays.length} days`}</span>
                )}
              </Cell>
              <Cell label="Used by">
                {line.usedBy.length === 0 ? (
                  <span className="text-ink-3">no policy</span>
                ) : (
                  line.usedBy.map(({ name }) => name).join(", ")
                )}
              </Cell>
              {page.mayEdit && (
                <Cell>
                  <EditCalendar line={line} />
                </Cell>
              )}
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
