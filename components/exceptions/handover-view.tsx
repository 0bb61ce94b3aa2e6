import Form from "next/form";
import Link from "next/link";
import { AbsoluteTime } from "@/components/ui/absolute-time";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/text-field";
import { HISTORY_WORDS } from "@/lib/contracts/exceptions/exception-page";
import type { Handover, HandoverCount, HandoverLine } from "@/lib/contracts/exceptions/handover";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { DueText } from "./due-text";
import { isSettled } from "./exception-words";
import { KindChip } from "./kind-chip";
import { PeopleCard } from "./people-card";
import { PrintButton } from "./print-button";

/** What the next shift must know, on one page that can be printed. */
export function HandoverView({ handover }: { readonly handover: Handover }) {
  const { opened, closed, reopened, handled, stillGrave, people } = handover;
  return (
    <>
      <div className="my-3.5 flex flex-wrap items-end gap-2.5 print:hidden">
        <Form action="/exceptions/handover" className="flex items-end gap-2.5">
          <TextField
            key={handover.query.since}
            label="Since"
            type="time"
            name="since"
            required
            defaultValue={handover.query.since}
          />
          <Button type="submit">Show</Button>
        </Form>
        <PrintButton />
      </div>
      {handover.cutAt && (
        <p className="mb-3.5 text-warn">
          {"More happened than could be looked through: the numbers begin at "}
          <AbsoluteTime at={handover.cutAt} />.
        </p>
      )}
      <div className="grid items-start gap-3.5 lg:grid-cols-2 print:block print:*:mb-3.5">
        <Grave stillGrave={stillGrave} />
        <div className="grid gap-3.5">
          <Changes
            title="Taken, put off, commented"
            changes={handled}
            nothing="Nobody took or put off anything."
          />
          <Changes title="Opened again" changes={reopened} nothing="Nothing came back." />
          <PeopleCard people={people} />
        </div>
        <div className="grid gap-3.5">
          <Changes title="Opened" changes={opened} nothing="Nothing new went wrong." />
          <Changes title="Closed" changes={closed} nothing="Nothing was closed." />
        </div>
      </div>
    </>
  );
}

function Grave({ stillGrave: { count, more, rows } }: Pick<Handover, "stillGrave">) {
  return (
    <Card
      title={`Still open and grave: ${count.toLocaleString("en")}${more ? "+" : ""}`}
      flush
      className="lg:col-span-2"
    >
      {rows.length === 0 && <p className="px-4 py-3.5 text-ink-2">Nothing critical or high is open.</p>}
      <ul>
        {rows.map((row) => (
          <li
            key={row.id}
            className="flex flex-wrap items-baseline justify-between gap-x-3 border-b border-line px-4 py-2 last:border-b-0"
          >
            <Named exception={row} />
            <span className="text-xs text-ink-3">
              {row.assignee?.name ?? ROLE_LABELS[row.ownerRole]}
              {row.dueAt && (
                <>
                  {", "}
                  <DueText at={row.dueAt} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {count > rows.length && (
        <p className="border-t border-line px-4 py-2 text-xs text-ink-3">
          {`The ${rows.length} gravest. `}
          <Link href="/exceptions" className="text-accent underline">
            All that are open
          </Link>
        </p>
      )}
    </Card>
  );
}

interface ChangesProps {
  readonly title: string;
  readonly changes: HandoverCount;
  readonly nothing: string;
}

function Changes({ title, changes: { count, lines }, nothing }: ChangesProps) {
  return (
    <Card title={`${title}: ${count.toLocaleString("en")}`} flush>
      {lines.length === 0 && <p className="px-4 py-3.5 text-ink-2">{nothing}</p>}
      <ol>
        {lines.map(({ exception, line }, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: one exception may stand here several times, and nothing here moves
            key={`${exception.id} ${index}`}
            className="border-b border-line px-4 py-2 last:border-b-0"
          >
            <Named exception={exception} />
            <p className="text-xs text-ink-3">
              <AbsoluteTime at={line.at} />
              {` ${[HISTORY_WORDS[line.action], line.detail, !line.isRule && `by ${line.actor}`].filter(Boolean).join(" ")}`}
              {line.note && `: ${line.note}`}
            </p>
          </li>
        ))}
      </ol>
      {count > lines.length && (
        <p className="border-t border-line px-4 py-2 text-xs text-ink-3">{`The newest ${lines.length} of ${count.toLocaleString("en")}.`}</p>
      )}
    </Card>
  );
}

function Named({ exception }: Pick<HandoverLine, "exception">) {
  return (
    <Link href={`/exceptions/${exception.id}`} prefetch={false} className="min-w-0 hover:underline">
      <KindChip kind={exception.kind} severity={exception.severity} settled={isSettled(exception.state)} />{" "}
      <b>{[exception.subject.label, exception.customer].filter(Boolean).join(" ")}</b>{" "}
      <span className="text-ink-2">{exception.summary}</span>
    </Link>
  );
}
