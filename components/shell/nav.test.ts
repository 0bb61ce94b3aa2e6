import { describe, expect, it } from "vitest";
import type { Role } from "@/lib/domain/access/role";
import { isCurrent, navFor } from "./nav";
import { navCountTexts } from "./nav-counts";
import { themeClass, themeCookie, themeFrom } from "./theme";

const labelsFor = (role: Role) =>
  navFor({ kind: "user", id: "u", companyId: 1, role, name: "N", email: "n@example.test" }).flatMap(
    (section) => section.items.map((item) => item.label),
  );

describe("the rail", () => {
  it("shows a person only the pages their role may open", () => {
    expect(labelsFor("customer_service")).toEqual([
      "Overview",
      "Shipments",
      "Exceptions",
      "SLA clocks",
      "Carriers",
      "Stock",
      "Approvals",
      "Flows",
      "Messages",
      "Trace",
      "Catalogue",
    ]);
    expect(labelsFor("lead")).toEqual([
      "Overview",
      "Shipments",
      "Exceptions",
      "SLA clocks",
      "Carriers",
      "Stock",
      "Unbilled",
      "Freight rates",
      "Approvals",
      "Flows",
      "Messages",
      "Trace",
      "Outbound",
      "Odoo writes",
      "Connections",
      "Catalogue",
      "Audit log",
    ]);
    expect(labelsFor("admin")).toEqual([
      "Overview",
      "Shipments",
      "Exceptions",
      "SLA clocks",
      "Carriers",
      "Stock",
      "Unbilled",
      "Freight rates",
      "Approvals",
      "Flows",
      "Messages",
      "Trace",
      "Outbound",
      "Odoo writes",
      "Connections",
      "Catalogue",
      "People",
      "Audit log",
    ]);
  });

  it("leaves out a section with nothing in it", () => {
    const sections = navFor({
      kind: "user",
      id: "u",
      companyId: 1,
      role: "it",
      name: "N",
      email: "n@example.test",
    });
    expect(sections.map((section) => section.title)).toEqual([null, "Move", "Decide", "Connect"]);
  });

  it("marks a page and what lies below it, not its neighbours", () => {
    const item = {
      key: "shipments",
      href: "/shipments",
      label: "Shipments",
      permission: "shipment.read",
    } as const;
    expect(isCurrent(item, "/shipments")).toBe(true);
    expect(isCurrent(item, "/shipments/SHP-1")).toBe(true);
    expect(isCurrent(item, "/shipments-archive")).toBe(false);
  });
});

describe("the numbers on the rail", () => {
  it("say how many shipments are open and how many messages wait, the latter as pressing", () => {
    const texts = navCountTexts({
      openShipments: 1_284,
      openExceptions: 23,
      pressingClocks: { count: 41, more: false },
      waitingMessages: { count: 1_000, more: true },
      waitingCommands: { count: 3, more: false },
      waitingApprovals: { count: 2, more: false },
    });
    expect(texts.shipments).toEqual({ text: "1,284" });
    expect(texts.messages).toEqual({ text: "1,000+", hot: true, means: "wait for a person" });
    expect(texts.exceptions).toEqual({ text: "23", hot: true, means: "open" });
    expect(texts.clocks).toEqual({ text: "41", means: "broken or at risk" });
    expect(texts.commands).toEqual({ text: "3", hot: true, means: "wait for a person" });
    expect(texts.approvals).toEqual({ text: "2", hot: true, means: "wait for your yes" });
  });

  it("are left out when there is nothing or the person may not know", () => {
    const none = { count: 0, more: false };
    expect(
      navCountTexts({
        openShipments: 0,
        openExceptions: 0,
        pressingClocks: none,
        waitingMessages: none,
        waitingCommands: none,
        waitingApprovals: none,
      }),
    ).toEqual({});
    expect(
      navCountTexts({
        openShipments: null,
        openExceptions: null,
        pressingClocks: null,
        waitingMessages: null,
        waitingCommands: null,
        waitingApprovals: null,
      }),
    ).toEqual({});
  });
});

describe("the theme preference", () => {
  it("follows the system when nothing valid was chosen", () => {
    expect(themeFrom(undefined)).toBe("system");
    expect(themeFrom("sepia")).toBe("system");
    expect(themeClass(themeFrom("dark"))).toBe("dark");
    expect(themeClass("system")).toBeUndefined();
  });

  it("is kept for a year, on this site, over https only where there is https", () => {
    expect(themeCookie("dark", true)).toBe(
      "milepost_theme=dark; Path=/; Max-Age=31536000; SameSite=Lax; Secure",
    );
    expect(themeCookie("light", false)).not.toContain("Secure");
  });
});
