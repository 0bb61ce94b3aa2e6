import { describe, expect, it } from "vitest";
import { safeCallbackPath } from "./callback-path";
import { passwordProblem } from "./password-rule";
import { isSessionLive, SESSION_IDLE_MS } from "./session-life";
import { signInWaitMs, THROTTLE_WINDOW_MS } from "./sign-in-throttle";

const now = new Date("2026-11-20T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const failures = (count: number, lastAgoMs: number) => Array.from({ length: count }, () => ago(lastAgoMs));

describe("guessing passwords", () => {
  it("lets a person mistype a few times without waiting", () => {
    expect(signInWaitMs("account", failures(4, 1_000), now)).toBe(0);
  });

  it("makes each further guess wait twice as long, never longer than the window", () => {
    expect(signInWaitMs("account", failures(5, 0), now)).toBe(30_000);
    expect(signInWaitMs("account", failures(6, 0), now)).toBe(60_000);
    expect(signInWaitMs("account", failures(40, 0), now)).toBe(THROTTLE_WINDOW_MS);
  });

  it("counts the wait from the last failure and forgets failures after the window", () => {
    expect(signInWaitMs("account", failures(5, 20_000), now)).toBe(10_000);
    expect(signInWaitMs("account", failures(5, 31_000), now)).toBe(0);
    expect(signInWaitMs("account", failures(50, THROTTLE_WINDOW_MS), now)).toBe(0);
  });

  it("gives an address that a whole site shares more tries than one account", () => {
    expect(signInWaitMs("address", failures(24, 0), now)).toBe(0);
    expect(signInWaitMs("address", failures(25, 0), now)).toBeGreaterThan(0);
  });
});

describe("the life of a session", () => {
  const live = {
    expiresAt: new Date("2026-11-20T20:00:00Z"),
    lastSeenAt: ago(60_000),
    revokedAt: null,
    userDisabledAt: null,
  };

  it("ends at once when it is revoked or its user is disabled", () => {
    expect(isSessionLive(live, now)).toBe(true);
    expect(isSessionLive({ ...live, revokedAt: ago(1) }, now)).toBe(false);
    expect(isSessionLive({ ...live, userDisabledAt: ago(1) }, now)).toBe(false);
  });

  it("ends when unused for a shift, and when its time is up however much it was used", () => {
    expect(isSessionLive({ ...live, lastSeenAt: ago(SESSION_IDLE_MS) }, now)).toBe(false);
    expect(isSessionLive({ ...live, expiresAt: now }, now)).toBe(false);
  });
});

describe("a new password", () => {
  it("must be long, and not be made of what everyone knows about its owner", () => {
    expect(passwordProblem("short", "r.vos@acme.test")).toMatch(/at least 12/);
    expect(passwordProblem("x".repeat(129), "r.vos@acme.test")).toMatch(/at most 128/);
    expect(passwordProblem("my name is R.Vos ok", "r.vos@acme.test")).toMatch(/e-mail/);
    expect(passwordProblem("milepost milepost", "r.vos@acme.test")).toMatch(/name of this program/);
    expect(passwordProblem("aaaaaaaaaaaaaa", "r.vos@acme.test")).toMatch(/different/);
  });

  it("may be plain words in any script", () => {
    expect(passwordProblem("correct horse battery", "r.vos@acme.test")).toBeNull();
    expect(passwordProblem("żółta ciężarówka jedzie", "r.vos@acme.test")).toBeNull();
  });
});

describe("where signing in leads", () => {
  it("keeps a path with its filters", () => {
    expect(safeCallbackPath("/shipments?late=1#row")).toBe("/shipments?late=1#row");
  });

  it.each([
    "https://evil.test/",
    "//evil.test",
    "/..//evil.test",
    "/\\evil.test",
    "/\t/evil.test",
    "javascript:alert(1)",
    "shipments",
    "",
    "/sign-in?callbackUrl=/sign-in",
    "/api/auth/signout",
  ])("never leaves this site or runs in a circle: %j", (given) => {
    expect(safeCallbackPath(given)).toBe("/");
  });

  it("falls back to the first page when nothing was asked", () => {
    expect(safeCallbackPath(undefined)).toBe("/");
    expect(safeCallbackPath(`/${"a".repeat(3_000)}`)).toBe("/");
  });
});
