import { type Actor, can } from "@/lib/domain/access/actor";
import type { Permission } from "@/lib/domain/access/permission";

export type NavKey =
  | "overview"
  | "scorecards"
  | "clocks"
  | "shipments"
  | "exceptions"
  | "stock"
  | "messages"
  | "trace"
  | "commands"
  | "billing"
  | "freight"
  | "flows"
  | "approvals"
  | "connections"
  | "outbound"
  | "catalogue"
  | "people"
  | "audit";

export interface NavItem {
  readonly key: NavKey;
  readonly href: string;
  readonly label: string;
  readonly permission: Permission;
}

export interface NavSection {
  /** Null: stands by itself, at the top. */
  readonly title: string | null;
  readonly items: readonly NavItem[];
}

/** What the rail shows beside an item; `hot` when it waits for a person. */
export interface NavCount {
  readonly text: string;
  readonly hot?: boolean;
  /** What the number counts, for who hears it without seeing the page: "wait for a person". */
  readonly means?: string;
}

export type NavCounts = Partial<Readonly<Record<NavKey, NavCount>>>;

/** Every page there is, in the order of the rail. A page that is not built is not listed. */
const SECTIONS: readonly NavSection[] = [
  {
    title: null,
    items: [{ key: "overview", href: "/overview", label: "Overview", permission: "overview.read" }],
  },
  {
    title: "Move",
    items: [
      { key: "shipments", href: "/shipments", label: "Shipments", permission: "shipment.read" },
      { key: "exceptions", href: "/exceptions", label: "Exceptions", permission: "exception.read" },
      { key: "clocks", href: "/clocks", label: "SLA clocks", permission: "shipment.read" },
      { key: "scorecards", href: "/scorecards", label: "Carriers", permission: "overview.read" },
      { key: "stock", href: "/stock", label: "Stock", permission: "stock.read" },
    ],
  },
  {
    title: "Money",
    items: [
      { key: "billing", href: "/billing/unbilled", label: "Unbilled", permission: "billing.read" },
      { key: "freight", href: "/freight/rates", label: "Freight rates", permission: "freight.read" },
    ],
  },
  {
    title: "Decide",
    items: [
      { key: "approvals", href: "/approvals", label: "Approvals", permission: "flow.read" },
      { key: "flows", href: "/flows", label: "Flows", permission: "flow.read" },
    ],
  },
  {
    title: "Connect",
    items: [
      { key: "messages", href: "/messages", label: "Messages", permission: "message.read" },
      { key: "trace", href: "/trace", label: "Trace", permission: "shipment.read" },
      { key: "outbound", href: "/outbound", label: "Outbound", permission: "outbound.read" },
      { key: "commands", href: "/commands", label: "Odoo writes", permission: "command.read" },
      { key: "connections", href: "/connections", label: "Connections", permission: "connection.read" },
      { key: "catalogue", href: "/catalogue", label: "Catalogue", permission: "catalogue.read" },
    ],
  },
  {
    title: "Govern",
    items: [
      { key: "people", href: "/people", label: "People", permission: "user.manage" },
      { key: "audit", href: "/audit", label: "Audit log", permission: "audit.read" },
    ],
  },
];

/** The sections of the rail this person may open; a section with nothing in it is left out. */
export function navFor(actor: Actor): readonly NavSection[] {
  return SECTIONS.map((section) => ({
    ...section,
    items: section.items.filter((item) => can(actor, item.permission)),
  })).filter((section) => section.items.length > 0);
}

/** True when `pathname` is the item's page or one below it. */
export function isCurrent(item: NavItem, pathname: string): boolean {
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}
