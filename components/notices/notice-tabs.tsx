import { Tabs } from "@/components/ui/tabs";

interface NoticeTabsProps {
  readonly current: "subscriptions" | "sent" | "templates";
  readonly may: { readonly readSent: boolean; readonly manageTemplates: boolean };
}

/** The pages about telling people that this person may open. */
export function NoticeTabs({ current, may }: NoticeTabsProps) {
  const tabs = [
    { href: "/notices", label: "Subscriptions", current: current === "subscriptions" },
    ...(may.readSent
      ? [{ href: "/notices/sent", label: "Sent and failed", current: current === "sent" }]
      : []),
    ...(may.manageTemplates
      ? [{ href: "/notices/templates", label: "To customers", current: current === "templates" }]
      : []),
  ];
  return tabs.length > 1 ? <Tabs label="Notices" tabs={tabs} /> : null;
}
