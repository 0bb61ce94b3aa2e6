import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { THROTTLE_WINDOW_MS } from "@/lib/domain/access/sign-in-throttle";
import { RateLimitedError, UnauthenticatedError } from "@/lib/domain/app-error";
import { hashPassword } from "./password-hash";
import { signInWithOidc } from "./sign-in-with-oidc";
import { signInWithPassword } from "./sign-in-with-password";
import { type AccessWorld, accessWorld, ORIGIN, PASSWORD } from "./testing/access-world";

let world: AccessWorld;

beforeAll(async () => {
  world = await accessWorld();
  await world.add("r.vos@acme.test", "dispatcher");
  await world.add("m.okafor@acme.test", "finance");
});
afterAll(() => world.close());
// Each test starts an hour later, so that no failure of the one before still counts.
beforeEach(() => {
  world.clock.now = new Date(world.clock.now.getTime() + 4 * THROTTLE_WINDOW_MS);
});

const tryIt = (email: string, password: string, address: string | null = ORIGIN.address) =>
  signInWithPassword(world.db, { email, password, address, userAgent: null }, world.clock.now);

const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "in",
    (error: unknown) =>
      error instanceof RateLimitedError ? "wait" : error instanceof UnauthenticatedError ? "no" : error,
  );

describe("signing in with a password", () => {
  it("takes the e-mail address in any case and stores only an argon2id hash", async () => {
    const { user } = await tryIt("R.Vos@Acme.test", PASSWORD);
    expect(user).toMatchObject({ email: "r.vos@acme.test", role: "dispatcher" });
    expect(await hashPassword(PASSWORD)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("gives one answer to a wrong password and an unknown address", async () => {
    const wrong = await tryIt("r.vos@acme.test", "wrong").catch((error: Error) => error.message);
    const unknown = await tryIt("nobody@acme.test", "wrong").catch((error: Error) => error.message);
    expect(wrong).toBe(unknown);
  });

  it("makes an account wait after five failures, also for the right password, and not for good", async () => {
    for (let guess = 0; guess < 5; guess += 1)
      expect(await outcome(tryIt("r.vos@acme.test", "wrong"))).toBe("no");
    expect(await outcome(tryIt("r.vos@acme.test", PASSWORD))).toBe("wait");
    expect(await outcome(tryIt("m.okafor@acme.test", PASSWORD))).toBe("in");
    world.clock.now = new Date(world.clock.now.getTime() + 31_000);
    expect(await outcome(tryIt("r.vos@acme.test", PASSWORD))).toBe("in");
  });

  it("forgets the failures of an account when its owner signs in", async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let guess = 0; guess < 4; guess += 1)
        expect(await outcome(tryIt("r.vos@acme.test", "wrong"))).toBe("no");
      expect(await outcome(tryIt("r.vos@acme.test", PASSWORD))).toBe("in");
    }
  });

  it("counts guesses that come all at once", async () => {
    const burst = await Promise.all(
      Array.from({ length: 12 }, () => outcome(tryIt("r.vos@acme.test", "wrong"))),
    );
    expect(burst.filter((one) => one === "no")).toHaveLength(5);
    expect(burst.filter((one) => one === "wait")).toHaveLength(7);
  });

  it("makes an address wait that goes through many accounts", async () => {
    for (let guess = 0; guess < 25; guess += 1) {
      expect(await outcome(tryIt(`someone-${guess}@acme.test`, "wrong", "198.51.100.9"))).toBe("no");
    }
    expect(await outcome(tryIt("m.okafor@acme.test", PASSWORD, "198.51.100.9"))).toBe("wait");
    expect(await outcome(tryIt("m.okafor@acme.test", PASSWORD, "198.51.100.10"))).toBe("in");
  });
});

describe("signing in through the identity provider", () => {
  const vouched = { ...ORIGIN, email: "R.VOS@acme.test", emailVerified: true, name: "R. Vos" };

  it("lets in whom we know by a confirmed e-mail address", async () => {
    const result = await signInWithOidc(world.db, vouched, undefined, world.clock.now);
    expect(result.ok && result.session.user.role).toBe("dispatcher");
  });

  it("does not take an address the provider has not confirmed, nor none", async () => {
    const unconfirmed = { ...vouched, emailVerified: false };
    expect(await signInWithOidc(world.db, unconfirmed, "it", world.clock.now)).toEqual({
      ok: false,
      refusal: "email_unverified",
    });
    const without = { ...vouched, email: null };
    expect(await signInWithOidc(world.db, without, "it", world.clock.now)).toEqual({
      ok: false,
      refusal: "email_missing",
    });
  });

  it("adds a newcomer only when a role for newcomers is set, once", async () => {
    const newcomer = { ...vouched, email: "new@acme.test", name: null };
    const refused = await signInWithOidc(world.db, newcomer, undefined, world.clock.now);
    expect(refused).toEqual({ ok: false, refusal: "unknown_user" });
    const first = await signInWithOidc(world.db, newcomer, "customer_service", world.clock.now);
    const second = await signInWithOidc(world.db, newcomer, "admin", world.clock.now);
    expect(first.ok && second.ok && second.session.user).toMatchObject({
      role: "customer_service",
      name: "new@acme.test",
    });
    expect(first.ok && second.ok && first.session.user.id === second.session.user.id).toBe(true);
  });
});
