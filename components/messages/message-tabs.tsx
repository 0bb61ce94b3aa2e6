import { Tabs } from "@/components/ui/tabs";
import type { MessageCounts } from "@/lib/contracts/messages/message-list";
import type { MessageTab } from "@/lib/contracts/messages/message-query";
import { countText } from "./count-text";

interface MessageTabsProps {
  readonly current: MessageTab;
  readonly counts: MessageCounts | null;
  readonly showsOutbound: boolean;
}

export function MessageTabs({ current, counts, showsOutbound }: MessageTabsProps) {
  const tabs = [
    {
      href: "/messages",
      current: current === "person",
      label: (
        <>
          Needs a person
          {counts && <span className="tabular-nums">{countText(counts.person)}</span>}
        </>
      ),
    },
    { href: "/messages?tab=all", current: current === "all", label: "All" },
    ...(showsOutbound ? [{ href: "/outbound", current: current === "outbound", label: "Outbound" }] : []),
  ];
  return <Tabs label="Messages" tabs={tabs} />;
}
