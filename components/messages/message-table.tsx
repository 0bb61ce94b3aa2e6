"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { HeadCell, Table, TableHead } from "@/components/ui/table";
import type { BulkKind } from "@/lib/contracts/messages/decisions";
import type { MessageList, MessageRow } from "@/lib/contracts/messages/message-list";
import { messagesHref } from "@/lib/contracts/messages/message-query";
import { BulkBar } from "./bulk-bar";
import { BulkDialog, type BulkScope } from "./bulk-dialog";
import { MessageListRow } from "./message-list-row";
import { useSteadyRows } from "./use-steady-rows";

interface MessageTableProps {
  readonly list: Pick<MessageList, "query" | "rows">;
  readonly kinds: readonly BulkKind[];
}

/** Its version, and whether it was asked to be read again. */
const markOf = ({ version, isQueued }: MessageRow) => `${version} ${isQueued}`;

/** The inbox: one row a message, with what to do next; several can be ticked and acted on together. */
export function MessageTable({ list, kinds }: MessageTableProps) {
  const { query } = list;
  const listKey = messagesHref(query, { after: query.after, before: query.before });
  const { rows, newCount, showNew } = useSteadyRows(list.rows, listKey, markOf);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [scope, setScope] = useState<BulkScope | null>(null);
  const shownIds = rows.filter((entry) => !entry.isGone).map((entry) => entry.row.id);
  const selected = shownIds.filter((id) => ticked.has(id));

  const toggle = (ids: readonly string[], on: boolean) =>
    setTicked((before) => {
      const after = new Set(before);
      for (const id of ids) on ? after.add(id) : after.delete(id);
      return after;
    });
  const finish = (acted: boolean) => {
    setScope(null);
    if (acted) setTicked(new Set());
  };

  return (
    <>
      <div role="status">
        {newCount > 0 && (
          <Button className="mb-2.5" onClick={showNew}>
            {newCount === 1
              ? "1 more message came in. Show it"
              : `${newCount} more messages came in. Show them`}
          </Button>
        )}
      </div>
      <Card flush>
        <Table label="Messages">
          <TableHead>
            {kinds.length > 0 && (
              <HeadCell className="w-8 pr-0">
                <SelectAll
                  all={shownIds.length > 0 && selected.length === shownIds.length}
                  some={selected.length > 0}
                  onChange={(on) => toggle(shownIds, on)}
                />
              </HeadCell>
            )}
            <HeadCell>Message</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell>From</HeadCell>
            <HeadCell>Why, and what next</HeadCell>
            <HeadCell>Reference</HeadCell>
            <HeadCell numeric>Size</HeadCell>
            <HeadCell numeric>Age</HeadCell>
          </TableHead>
          <tbody>
            {rows.map((entry) => (
              <MessageListRow
                key={entry.row.id}
                entry={entry}
                selectable={kinds.length > 0}
                selected={ticked.has(entry.row.id)}
                onSelect={(on) => toggle([entry.row.id], on)}
              />
            ))}
          </tbody>
        </Table>
      </Card>
      {selected.length > 0 && (
        <BulkBar
          count={selected.length}
          wholePage={selected.length === shownIds.length}
          kinds={kinds}
          onAct={(kind) => setScope({ kind, ids: selected })}
          onActOnAll={(kind) => setScope({ kind, query })}
          onClear={() => setTicked(new Set())}
        />
      )}
      <BulkDialog scope={scope} onClose={finish} />
    </>
  );
}

function SelectAll(props: { all: boolean; some: boolean; onChange: (on: boolean) => void }) {
  return (
    <input
      type="checkbox"
      aria-label="Select every message on this page"
      checked={props.all}
      ref={(box) => {
        if (box) box.indeterminate = props.some && !props.all;
      }}
      onChange={(event) => props.onChange(event.target.checked)}
      className="block size-4 accent-accent"
    />
  );
}
