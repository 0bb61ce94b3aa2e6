import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SESSION_ABSOLUTE_MS, SESSION_IDLE_MS } from "@/lib/domain/access/session-life";
import { ConflictError, ForbiddenError, InvalidError, NotFoundError } from "@/lib/domain/app-error";
import { verifyAuditChain } from "@/lib/usecases/audit/verify-audit-chain";
import { auditLogPage } from "@/lib/usecases/views/audit/audit-log";
import { people } from "@/lib/usecases/views/people";
import { addPerson } from "./add-person";
import { changeOwnPassword } from "./change-own-password";
import { changeRole } from "./change-role";
import { disablePerson } from "./disable-person";
import { enablePerson } from "./enable-person";
import { endSession } from "./end-session";
import { ensureCompany } from "./ensure-company";
import { resetPassword } from "./reset-password";
import { resolveSession } from "./resolve-session";
import { revokeSessions } from "./revoke-sessions";
import { signInWithPassword } from "./sign-in-with-password";
import { type AccessWorld, accessWorld, ORIGIN, PASSWORD } from "./testing/access-world";

let world: AccessWorld;
let admin: Awaited<ReturnType<AccessWorld["add"]>>;

beforeAll(async () => {
  world = await accessWorld();
  admin = await world.add("admin@acme.test", "admin");
});
afterAll(() => world.close());

const signIn = (email: string, password = PASSWORD) =>
  signInWithPassword(world.db, { email, password, ...ORIGIN }, world.clock.now);
const whoIs = (sessionId: string) => resolveSession(world.db, sessionId, world.clock.now);
const reason = "left the company";

describe("a session", () => {
  it("stands for its person until it is ended, and then for nobody", async () => {
    await world.add("one@acme.test", "it");
    const { sessionId } = await signIn("one@acme.test");
    expect(await whoIs(sessionId)).toMatchObject({
      actor: { email: "one@acme.test", role: "it" },
      company: { zone: "Europe/Amsterdam" },
    });
    await endSession(world.db, sessionId, world.clock.now);
    expect(await whoIs(sessionId)).toBeNull();
    expect(await whoIs("not-a-session")).toBeNull();
  });

  it("lasts while it is used, ends after a shift of silence, and after a day in any case", async () => {
    await world.add("two@acme.test", "it");
    const startedAt = world.clock.now;
    const { sessionId } = await signIn("two@acme.test");
    const later = (ms: number) => resolveSession(world.db, sessionId, new Date(startedAt.getTime() + ms));
    expect(await later(SESSION_IDLE_MS - 1_000)).not.toBeNull();
    // Used a moment ago: counted from there, not from the sign-in.
    expect(await later(2 * SESSION_IDLE_MS - 2_000)).not.toBeNull();
    expect(await later(SESSION_ABSOLUTE_MS - 3_000)).not.toBeNull();
    expect(await later(SESSION_ABSOLUTE_MS)).toBeNull();
    const { sessionId: silent } = await signIn("two@acme.test");
    expect(
      await resolveSession(world.db, silent, new Date(startedAt.getTime() + SESSION_IDLE_MS)),
    ).toBeNull();
  });
});

describe("shutting a person out", () => {
  it("ends their open sessions at once and lets them in again when enabled", async () => {
    const { userId } = await world.add("three@acme.test", "dispatcher");
    const { sessionId } = await signIn("three@acme.test");
    expect(await disablePerson(admin, { userId, reason })).toBe(1);
    expect(await whoIs(sessionId)).toBeNull();
    await expect(signIn("three@acme.test")).rejects.toThrow("do not belong together");
    await enablePerson(admin, { userId, reason: "came back" });
    expect(await whoIs((await signIn("three@acme.test")).sessionId)).not.toBeNull();
  });

  it("can end only the sessions", async () => {
    const { userId } = await world.add("four@acme.test", "dispatcher");
    const sessions = [await signIn("four@acme.test"), await signIn("four@acme.test")];
    expect(await revokeSessions(admin, { userId, reason: "lost laptop" })).toBe(2);
    for (const { sessionId } of sessions) expect(await whoIs(sessionId)).toBeNull();
    const shown = (await people(admin)).find((person) => person.id === userId);
    expect(shown).toMatchObject({ openSessions: 0, lastSeenAt: world.clock.now.toISOString() });
    expect(await whoIs((await signIn("four@acme.test")).sessionId)).not.toBeNull();
  });

  it("never shuts out the last admin, not even when two admins do it to each other", async () => {
    await expect(disablePerson(admin, { userId: admin.userId, reason })).rejects.toThrow(ConflictError);
    const second = await world.add("second-admin@acme.test", "admin");
    const both = await Promise.allSettled([
      disablePerson(admin, { userId: second.userId, reason }),
      changeRole(second, { userId: admin.userId, role: "it", reason }),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const left = (await people(world.system)).filter(
      (person) => person.role === "admin" && !person.disabledAt,
    );
    expect(left).toHaveLength(1);
    await changeRole(world.system, { userId: admin.userId, role: "admin", reason: "put back" });
  });

  it("is for admins, and only within their company", async () => {
    const lead = await world.add("lead@acme.test", "lead");
    await expect(disablePerson(lead, { userId: admin.userId, reason })).rejects.toThrow(ForbiddenError);
    const other = await ensureCompany(world.db, { slug: "other", name: "Other", zone: "UTC" });
    const stranger = { ...admin, actor: { ...admin.actor, companyId: other } };
    await expect(disablePerson(stranger, { userId: lead.userId, reason })).rejects.toThrow(NotFoundError);
    expect(await people(stranger)).toEqual([]);
  });
});

describe("a new role", () => {
  it("holds in sessions that are open", async () => {
    const { userId } = await world.add("five@acme.test", "dispatcher");
    const { sessionId } = await signIn("five@acme.test");
    await changeRole(admin, { userId, role: "lead", reason: "took over the desk" });
    expect((await whoIs(sessionId))?.actor.role).toBe("lead");
  });
});

describe("a password", () => {
  it("given out by an admin works, and must be changed before anything else", async () => {
    const { userId } = await world.add("six@acme.test", "finance");
    const before = await signIn("six@acme.test");
    const { password } = await resetPassword(admin, { userId, reason: "forgotten" });
    expect(await whoIs(before.sessionId)).toBeNull();
    await expect(signIn("six@acme.test")).rejects.toThrow();
    const { sessionId, user } = await signIn("six@acme.test", password);
    expect((await whoIs(sessionId))?.mustChangePassword).toBe(true);

    const self = { ...world.system, actor: user };
    await expect(changeOwnPassword(self, { current: "wrong", next: "three green parcels" })).rejects.toThrow(
      InvalidError,
    );
    await expect(changeOwnPassword(self, { current: password, next: "short" })).rejects.toThrow(InvalidError);
    await changeOwnPassword(self, { current: password, next: "three green parcels" });
    expect(await whoIs(sessionId)).toBeNull();
    const renewed = await signIn("six@acme.test", "three green parcels");
    expect((await whoIs(renewed.sessionId))?.mustChangePassword).toBe(false);
  });

  it("belongs to one account per e-mail address, whatever its case", async () => {
    await world.add("seven@acme.test", "it");
    const again = addPerson(admin, { email: "Seven@Acme.test", name: "Seven", role: "it" });
    await expect(again).rejects.toThrow("already has an account");
  });
});

describe("the audit log of all this", () => {
  it("has a row with name and reason for each decision, and its chain holds", async () => {
    const { rows } = await auditLogPage(admin, { action: "user.disable" });
    expect(rows[0]).toMatchObject({ reason, subjectKind: "user", actorKind: "user" });
    const verdict = await verifyAuditChain(admin);
    expect(verdict.intact).toBe(true);
    expect(JSON.stringify((await auditLogPage(admin, {})).rows)).not.toContain("argon2");
  });
});
