"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ReasonDialog } from "@/components/connections/reason-dialog";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { Cell, HeadCell, Row, Sub, Table, TableHead } from "@/components/ui/table";
import { useToast } from "@/components/ui/toast";
import { resendNotice } from "@/lib/actions/notices/notices";
import type { NoticeList, NoticeRow } from "@/lib/contracts/notices/notice-list";
import { CHANNEL_WORDS, STATE_WORDS, triesText } from "./notice-words";

/** What went out, what did not and why, with a way to send it again. */
export function NoticeTable({ rows, mayResend }: Pick<NoticeList, "rows" | "mayResend">) {
  const [resending, setResending] = useState<NoticeRow | null>(null);
  const toast = useToast();
  const router = useRouter();
  return (
    <div className="overflow-clip rounded-card border border-line bg-surface">
      <Table label="Notices">
        <TableHead>
          <HeadCell>What</HeadCell>
          <HeadCell>To</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell>Made</HeadCell>
          {mayResend && <HeadCell>Action</HeadCell>}
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id}>
              <Cell className="max-w-96">
                <Told row={row} />
              </Cell>
              <Cell label="To" className="max-w-64 break-words">
                {CHANNEL_WORDS[row.channel]}
                <Sub>{row.to}</Sub>
              </Cell>
              <Cell label="State" className="max-w-72">
                <State row={row} />
              </Cell>
              <Cell label="Made">
                <RelativeTime at={row.createdAt} focusable />
              </Cell>
              {mayResend && (
                <Cell label="Action">
                  <Button onClick={() => setResending(row)} aria-label={`${verbOf(row)}: ${row.title}`}>
                    {verbOf(row)}
                  </Button>
                </Cell>
              )}
            </Row>
          ))}
        </tbody>
      </Table>
      {resending && (
        <ReasonDialog
          title={verbOf(resending)}
          effect={
            resending.state === "sent"
              ? "The receiver took this one. It is sent once more, so it arrives twice."
              : "It is sent with the next free worker. The receiver has not confirmed it so far."
          }
          button={verbOf(resending)}
          run={(reason) =>
            resendNotice({ noticeId: resending.id, expectedVersion: resending.version, reason })
          }
          onDone={() => {
            toast("ok", "It goes out with the next free worker.");
            setResending(null);
            router.refresh();
          }}
          onClose={() => setResending(null)}
        />
      )}
    </div>
  );
}

const verbOf = ({ state }: NoticeRow) => (state === "waiting" ? "Send now" : "Send again");

function Told({ row }: { readonly row: NoticeRow }) {
  return (
    <details>
      <summary className="cursor-pointer font-medium break-words">{row.title}</summary>
      <p className="mt-1 text-xs break-words whitespace-pre-wrap text-ink-2">{row.body}</p>
      {row.tries.length > 0 && (
        <ol aria-label="Tries" className="mt-1 grid gap-0.5 text-xs text-ink-3">
          {row.tries.map((each) => (
            <li key={each.at} className="break-words">
              <RelativeTime at={each.at} focusable />: {each.outcome}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

function State({ row }: { readonly row: NoticeRow }) {
  const { label, tone } = STATE_WORDS[row.state];
  return (
    <>
      <Chip tone={row.state === "waiting" && row.attempts > 0 ? "warn" : tone}>{label}</Chip>
      {row.state === "sent" && row.sentAt && (
        <Sub>
          <RelativeTime at={row.sentAt} />
        </Sub>
      )}
      {row.state !== "sent" && row.error && (
        <Sub tone="bad">
          {triesText(row)}. <span className="break-words">{row.error}</span>
        </Sub>
      )}
      {row.state === "waiting" && row.nextTryAt && (
        <Sub>
          Goes out <RelativeTime at={row.nextTryAt} />
        </Sub>
      )}
    </>
  );
}
