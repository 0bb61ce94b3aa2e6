import type { SteadyRow } from "@/components/messages/use-steady-rows";
import { classNames } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, Row, RowLink, Sub } from "@/components/ui/table";
import type { ExceptionRow } from "@/lib/contracts/exceptions/exception-list";
import type { ExceptionQuery } from "@/lib/contracts/exceptions/exception-query";
import { ROLE_LABELS } from "@/lib/domain/access/role";
import { DueText } from "./due-text";
import { isSettled, moneyText, SEVERITY_WORDS } from "./exception-words";
import { KindChip } from "./kind-chip";
import { openHref } from "./list-href";
import { StateText } from "./state-text";

interface ExceptionListRowProps {
  readonly entry: SteadyRow<ExceptionRow>;
  readonly query: ExceptionQuery;
  readonly isOpen: boolean;
}

export function ExceptionListRow({ entry, query, isOpen }: ExceptionListRowProps) {
  const { row, isGone, isChanged } = entry;
  return (
    <Row
      data-exception={row.id}
      selected={isOpen}
      changed={isChanged}
      className={classNames(isGone && "opacity-60")}
    >
      <Cell>
        <KindChip kind={row.kind} severity={row.severity} settled={isSettled(row.state)} />
        <Sub>{SEVERITY_WORDS[row.severity]}</Sub>
      </Cell>
      <Cell className="sm:min-w-52">
        <RowLink
          href={openHref(query, row.id)}
          prefetch={false}
          scroll={false}
          aria-current={isOpen ? "true" : undefined}
          className="break-words"
        >
          {[row.subject.label, row.customer].filter(Boolean).join(" ")}
        </RowLink>
        <Sub>
          {[row.summary, row.carrier, row.money && `${moneyText(row.money)} at stake`]
            .filter(Boolean)
            .join(", ")}
        </Sub>
        {isGone && <Sub>Handled, no longer in this list</Sub>}
      </Cell>
      <Cell label="Promise" numeric>
        {row.dueAt ? <DueText at={row.dueAt} /> : <span className="text-ink-3">–</span>}
      </Cell>
      <Cell label="Owner">
        {row.assignee?.name ?? (
          <span className="whitespace-nowrap text-ink-3">{ROLE_LABELS[row.ownerRole]}</span>
        )}
        <Sub>
          <StateText row={row} />
        </Sub>
      </Cell>
      <Cell label="Age" numeric>
        <RelativeTime at={row.sinceAt} form="age" />
        {row.reopenedCount > 0 && <Sub>{`again, ${row.reopenedCount + 1}×`}</Sub>}
      </Cell>
    </Row>
  );
}
