import { describe, expect, it } from "vitest";
import { type AuditQuery, auditHref } from "./audit-href";
import { actionWords, changesOf } from "./audit-words";

describe("what an audit row says", () => {
  it("names an action in words, and one it does not know as it is stored", () => {
    expect(actionWords("user.role.change")).toBe("Changed a role");
    expect(actionWords("flow.retry")).toBe("flow.retry");
  });

  it("shows only what differs, side by side", () => {
    expect(changesOf({ role: "it", name: "N" }, { role: "lead", name: "N" })).toEqual([
      { field: "role", before: "it", after: "lead" },
    ]);
    expect(changesOf(null, { sessionsEnded: 2, address: null })).toEqual([
      { field: "sessionsEnded", before: null, after: "2" },
    ]);
    expect(changesOf({ a: [1, 2] }, null)).toEqual([{ field: "a", before: "[1,2]", after: null }]);
    expect(changesOf(null, null)).toEqual([]);
  });
});

describe("the address of a filtered audit log", () => {
  const query: AuditQuery = { action: "user.add", subjectKind: "user", before: 120 };

  it("keeps the other filters and leaves the page when a filter changes", () => {
    expect(auditHref(query, { action: undefined })).toBe("/audit?subjectKind=user");
    expect(auditHref(query, { actorId: "u 1" })).toBe("/audit?action=user.add&actorId=u+1&subjectKind=user");
  });

  it("turns the page without touching the filters", () => {
    expect(auditHref(query, { before: 70 })).toBe("/audit?action=user.add&subjectKind=user&before=70");
    expect(auditHref({}, {})).toBe("/audit");
  });
});
