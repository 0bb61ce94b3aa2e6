import { describe, expect, it } from "vitest";
import {
  type AuditQuery,
  auditExportHref,
  auditHref,
  readAuditQuery,
} from "@/lib/contracts/audit/audit-query";
import { actionWords, changesOf } from "./audit-words";

describe("what an audit row says", () => {
  it("names an action in words, and one it does not know by its parts", () => {
    expect(actionWords("user.role.change")).toBe("Changed a role");
    expect(actionWords("flow.let_through")).toBe("Flow: let through");
  });

  it("shows only what differs, side by side", () => {
    expect(changesOf({ role: "it", name: "N" }, { role: "lead", name: "N" })).toEqual([
      { field: "role", before: "it", after: "lead" },
    ]);
    expect(changesOf(null, { sessionsEnded: 2, address: null })).toEqual([
      { field: "sessionsEnded", before: null, after: "2" },
    ]);
    expect(changesOf({ a: [1, 2] }, null)).toEqual([{ field: "a", before: "1, 2", after: null }]);
    expect(changesOf(null, null)).toEqual([]);
  });

  it("finds what differs however deep it stands, and nothing beside it", () => {
    const hours = (until: number) => ({ calendar: { zone: "UTC", hours: [{ day: 1 }, { day: 2, until }] } });
    expect(changesOf(hours(1020), hours(1080))).toEqual([
      { field: "calendar › hours › 2 › until", before: "1020", after: "1080" },
    ]);
  });
});

describe("the address of a filtered audit log", () => {
  const query: AuditQuery = { action: "user.add", subjectKind: "user", before: 120 };

  it("keeps the other filters and leaves the page when a filter changes", () => {
    expect(auditHref(query, { action: undefined })).toBe("/audit?subjectKind=user");
    expect(auditHref(query, { actorId: "u 1" })).toBe("/audit?actorId=u+1&action=user.add&subjectKind=user");
  });

  it("turns the page without touching the filters", () => {
    expect(auditHref(query, { before: 70 })).toBe("/audit?action=user.add&subjectKind=user&before=70");
    expect(auditHref({}, {})).toBe("/audit");
  });

  it("takes what it can't read for not said, and exports every page", () => {
    expect(readAuditQuery({ from: "yesterday", who: "nobody", days: "7", q: " role " })).toEqual({
      days: 7,
      q: "role",
    });
    expect(auditExportHref({ ...query, q: "x" }, "jsonl")).toBe(
      "/api/audit/export?action=user.add&subjectKind=user&q=x&format=jsonl",
    );
  });
});
