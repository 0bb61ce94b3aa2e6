import { classNames } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, Row, RowLink, Sub } from "@/components/ui/table";
import type { MessageRow } from "@/lib/contracts/messages/message-list";
import { sizeText } from "./size-text";
import { StateChip } from "./state-chip";
import type { SteadyRow } from "./use-steady-rows";

interface MessageListRowProps {
  readonly entry: SteadyRow<MessageRow>;
  readonly selectable: boolean;
  readonly selected: boolean;
  readonly onSelect: (on: boolean) => void;
}

export function MessageListRow({ entry, selectable, selected, onSelect }: MessageListRowProps) {
  const { row, isGone, isChanged } = entry;
  const title = row.documents || "Not recognised";
  return (
    <Row selected={selected && !isGone} changed={isChanged} className={classNames(isGone && "opacity-60")}>
      {selectable && (
        <Cell className="w-8 pr-0 max-sm:float-right">
          <input
            type="checkbox"
            aria-label={`Select ${title} from ${row.connection.name}`}
            checked={selected && !isGone}
            disabled={isGone}
            onChange={(event) => onSelect(event.target.checked)}
            // Over the link that covers the row.
            className="relative z-1 block size-4 accent-accent"
          />
        </Cell>
      )}
      <Cell className="max-w-56">
        <RowLink
          href={`/messages/${row.id}`}
          className={classNames("block truncate", !row.documents && "text-ink-2")}
        >
          {title}
        </RowLink>
        {row.fileName && (
          <Sub>
            <span className="block truncate" title={row.fileName}>
              {row.fileName}
            </span>
          </Sub>
        )}
      </Cell>
      <Cell label="State">
        <StateChip state={row.state} isQueued={row.isQueued} />
        {isGone && <Sub>Handled, no longer in this list</Sub>}
      </Cell>
      <Cell label="From" className="max-w-56 lg:min-w-36">
        {row.connection.name}
      </Cell>
      <Cell label="Why" className="sm:min-w-72">
        <Why row={row} />
      </Cell>
      <Cell label="Reference" className="sm:max-w-40">
        <span className="mono block truncate" title={row.keyReference ?? undefined}>
          {row.keyReference ?? <span className="text-ink-3">none</span>}
        </span>
      </Cell>
      <Cell label="Size" numeric>
        {sizeText(row.sizeBytes)}
      </Cell>
      <Cell label="Age" numeric>
        <RelativeTime at={row.receivedAt} form="age" />
      </Cell>
    </Row>
  );
}

function Why({ row }: { readonly row: MessageRow }) {
  if (row.why === "") return <span className="text-ink-3">–</span>;
  return (
    <>
      <span className="line-clamp-2" title={row.why}>
        {row.why}
      </span>
      {row.next && <Sub>{row.next}</Sub>}
    </>
  );
}
