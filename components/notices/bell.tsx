"use client";

import { Bell as BellIcon } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/popover";
import { RelativeTime } from "@/components/ui/relative-time";
import { useToast } from "@/components/ui/toast";
import { ToneShape } from "@/components/ui/tone-shape";
import { markRead } from "@/lib/actions/notices/notices";
import { useBell } from "@/lib/client/notices/use-bell";
import type { Bell, BellNotice } from "@/lib/contracts/notices/notice-list";
import { toneOfNotice } from "./notice-words";

/** What one was told, in the header of every page. */
export function NoticeBell() {
  const { bell, refresh } = useBell();
  const toast = useToast();
  const unread = bell?.unread ?? 0;
  const read = async (noticeIds: string[] | null) => {
    if (!bell) return;
    const answer = await markRead({ noticeIds, until: bell.readAt });
    if (!answer.ok) toast("bad", answer.message);
    refresh();
  };
  const count = bell?.more ? `${unread}+` : String(unread);
  return (
    <Popover
      label="What you were told"
      align="end"
      triggerLabel={unread > 0 ? `Notices, ${count} unread` : "Notices"}
      triggerClassName="relative inline-flex size-8 items-center justify-center rounded-full text-ink-2 hover:bg-sunken hover:text-ink"
      trigger={
        <>
          <BellIcon size={16} aria-hidden="true" />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute -top-0.5 -right-1 min-w-4 rounded-full bg-accent px-1 text-center text-[10px] leading-4 font-bold text-surface tabular-nums"
            >
              {count}
            </span>
          )}
        </>
      }
    >
      {(close) => <Panel bell={bell} onRead={(ids) => void read(ids)} onLeave={close} />}
    </Popover>
  );
}

interface PanelProps {
  readonly bell: Bell | undefined;
  readonly onRead: (ids: string[] | null) => void;
  readonly onLeave: () => void;
}

function Panel({ bell, onRead, onLeave }: PanelProps) {
  return (
    <div className="w-[min(21rem,calc(100vw-3rem))]">
      <div className="flex items-center justify-between gap-2 border-b border-line px-2.5 py-1.5">
        <p className="font-medium">Notices</p>
        {(bell?.unread ?? 0) > 0 && (
          <Button kind="quiet" onClick={() => onRead(null)}>
            Mark all as read
          </Button>
        )}
      </div>
      {!bell && <p className="px-2.5 py-4 text-ink-2">Reading what you were told…</p>}
      {bell?.notices.length === 0 && (
        <p className="px-2.5 py-4 text-ink-2">
          Nothing yet. You are told here what is given to you and where you are mentioned; subscribe for more.
        </p>
      )}
      <ul>
        {bell?.notices.map((notice) => (
          <li key={notice.id} className="border-b border-line last:border-b-0">
            <Entry
              notice={notice}
              onOpen={() => {
                if (!notice.isRead) onRead([notice.id]);
                onLeave();
              }}
            />
          </li>
        ))}
      </ul>
      <div className="border-t border-line px-2.5 py-2">
        <Link href="/notices" onClick={onLeave} className="text-accent underline">
          What you are told, and how
        </Link>
      </div>
    </div>
  );
}

function Entry({ notice, onOpen }: { readonly notice: BellNotice; readonly onOpen: () => void }) {
  return (
    <Link
      href={notice.href ?? "/notices"}
      onClick={onOpen}
      className="flex gap-2 rounded-md px-2.5 py-2 hover:bg-sunken"
    >
      <span className="mt-1.5">
        <ToneShape tone={toneOfNotice(notice)} />
      </span>
      <span className="min-w-0 flex-1">
        <span className={classNames("block break-words", !notice.isRead && "font-bold")}>
          {!notice.isRead && <span className="sr-only">Unread: </span>}
          {notice.title}
        </span>
        <span className="line-clamp-2 text-xs break-words text-ink-2">{notice.body}</span>
        <RelativeTime at={notice.at} className="text-xs text-ink-3" />
      </span>
    </Link>
  );
}
