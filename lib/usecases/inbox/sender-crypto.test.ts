import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import type { Verification } from "@/lib/domain/message/verification";
import { type SenderProof, type SenderSecret, signsBody, verifySender } from "@/lib/domain/message/verify";
import { senderSecret } from "../connections/sender-secret";
import { senderCrypto } from "./sender-crypto";

const NOW = new Date("2026-03-04T10:00:00Z");
const BODY = Buffer.from('{"description":"tracker.updated"}');
const OLD_SECRET = `whsec_${Buffer.from("the old secret of this test").toString("base64")}`;
const NEW_SECRET = `whsec_${Buffer.from("the new secret of this test").toString("base64")}`;

function proof(headers: Record<string, string>, more: Partial<SenderProof> = {}): SenderProof {
  return { header: (name) => headers[name] ?? null, pathSecret: null, body: BODY, ...more };
}

function check(verification: Verification, given: SenderProof, ...secrets: string[]): string {
  const held: SenderSecret[] = secrets.map((secret) => senderSecret(verification, secret));
  const verdict = verifySender(verification, given, held, NOW.getTime(), senderCrypto);
  return verdict.ok ? "believed" : verdict.reason;
}

describe("Standard Webhooks", () => {
  const scheme: Verification = { scheme: "standard-webhooks", toleranceSeconds: 300 };
  const signed = (secret: string, at = NOW, body = BODY) => ({
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign("msg_1", at, body.toString()),
  });

  it("believes what the reference library signs, with or without the prefix on our side", () => {
    expect(check(scheme, proof(signed(OLD_SECRET)), OLD_SECRET)).toBe("believed");
    expect(check(scheme, proof(signed(OLD_SECRET)), OLD_SECRET.slice("whsec_".length))).toBe("believed");
  });

  it("believes the old and the new secret while one is being rotated, and only those", () => {
    for (const secret of [OLD_SECRET, NEW_SECRET]) {
      expect(check(scheme, proof(signed(secret)), OLD_SECRET, NEW_SECRET)).toBe("believed");
    }
    expect(check(scheme, proof(signed(OLD_SECRET)), NEW_SECRET)).toBe("wrong");
  });

  it("believes one good signature among several", () => {
    const headers = signed(NEW_SECRET);
    const both = `v1a,AAAA ${signed(OLD_SECRET)["webhook-signature"]} ${headers["webhook-signature"]}`;
    expect(check(scheme, proof({ ...headers, "webhook-signature": both }), NEW_SECRET)).toBe("believed");
  });

  it("takes a clock that is five minutes off, and no more, in either direction", () => {
    const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
    for (const seconds of [-300, 300]) {
      expect(check(scheme, proof(signed(OLD_SECRET, at(seconds))), OLD_SECRET)).toBe("believed");
    }
    for (const seconds of [-301, 301]) {
      expect(check(scheme, proof(signed(OLD_SECRET, at(seconds))), OLD_SECRET)).toBe("stale");
    }
  });

  it("refuses other bytes, another id and another time under the same signature", () => {
    const headers = signed(OLD_SECRET);
    expect(check(scheme, proof(headers, { body: Buffer.from("{}") }), OLD_SECRET)).toBe("wrong");
    expect(check(scheme, proof({ ...headers, "webhook-id": "msg_2" }), OLD_SECRET)).toBe("wrong");
    const later = String(Number(headers["webhook-timestamp"]) + 1);
    expect(check(scheme, proof({ ...headers, "webhook-timestamp": later }), OLD_SECRET)).toBe("wrong");
  });

  it("says what is missing or malformed instead of failing", () => {
    const headers = signed(OLD_SECRET);
    expect(check(scheme, proof({}), OLD_SECRET)).toBe("missing");
    expect(check(scheme, proof({ ...headers, "webhook-timestamp": "soon" }), OLD_SECRET)).toBe("malformed");
    expect(check(scheme, proof({ ...headers, "webhook-timestamp": "-1" }), OLD_SECRET)).toBe("malformed");
    expect(check(scheme, proof({ ...headers, "webhook-signature": "v2,x" }), OLD_SECRET)).toBe("malformed");
    expect(check(scheme, proof({ ...headers, "webhook-signature": "v1," }), OLD_SECRET)).toBe("wrong");
  });
});

describe("a signature in a header of the partner's choice", () => {
  const scheme = (more: Partial<Extract<Verification, { scheme: "hmac" }>> = {}): Verification => ({
    scheme: "hmac",
    header: "X-Hub-Signature",
    algorithm: "sha256",
    encoding: "hex",
    ...more,
  });
  const mac = (algorithm: string, encoding: "hex" | "base64" | "base64url") =>
    createHmac(algorithm, "s3cret").update(BODY).digest(encoding);

  it("believes every algorithm and encoding it can be set to", () => {
    for (const algorithm of ["sha256", "sha512", "sha1"] as const) {
      for (const encoding of ["hex", "base64", "base64url"] as const) {
        const headers = { "x-hub-signature": mac(algorithm, encoding) };
        expect(check(scheme({ algorithm, encoding }), proof(headers), "s3cret")).toBe("believed");
        expect(check(scheme({ algorithm, encoding }), proof(headers), "other")).toBe("wrong");
      }
    }
  });

  it("wants the prefix it is set to", () => {
    const prefixed = scheme({ prefix: "sha256=" });
    const signature = mac("sha256", "hex");
    expect(check(prefixed, proof({ "x-hub-signature": `sha256=${signature}` }), "s3cret")).toBe("believed");
    expect(check(prefixed, proof({ "x-hub-signature": signature }), "s3cret")).toBe("malformed");
  });

  it("takes hex in upper case and base64 without padding", () => {
    const upper = { "x-hub-signature": mac("sha256", "hex").toUpperCase() };
    expect(check(scheme(), proof(upper), "s3cret")).toBe("believed");
    const bare = { "x-hub-signature": mac("sha256", "base64").replace(/=+$/, "") };
    expect(check(scheme({ encoding: "base64" }), proof(bare), "s3cret")).toBe("believed");
  });

  it("refuses a missing signature", () => {
    expect(check(scheme(), proof({}), "s3cret")).toBe("missing");
  });
});

describe("a shared secret", () => {
  it("is believed as a bearer token, whatever the case of the word", () => {
    const scheme: Verification = { scheme: "bearer" };
    expect(check(scheme, proof({ authorization: "bearer t0ken" }), "other", "t0ken")).toBe("believed");
    expect(check(scheme, proof({ authorization: "Bearer t0ke" }), "t0ken")).toBe("wrong");
    expect(check(scheme, proof({ authorization: "Basic t0ken" }), "t0ken")).toBe("malformed");
    expect(check(scheme, proof({ authorization: "Bearer" }), "t0ken")).toBe("malformed");
    expect(check(scheme, proof({}), "t0ken")).toBe("missing");
  });

  it("is believed as the password of one user", () => {
    const scheme: Verification = { scheme: "basic", user: "carrier" };
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
    expect(check(scheme, proof(basic("carrier:pä:ss")), "pä:ss")).toBe("believed");
    expect(check(scheme, proof(basic("other:pä:ss")), "pä:ss")).toBe("wrong");
  });

  it("is believed as the last part of the path", () => {
    const scheme: Verification = { scheme: "secret-path" };
    expect(check(scheme, proof({}, { pathSecret: "p4th" }), "p4th")).toBe("believed");
    expect(check(scheme, proof({}, { pathSecret: "p4t" }), "p4th")).toBe("wrong");
    expect(check(scheme, proof({}), "p4th")).toBe("missing");
  });
});

describe("a sender nobody can be", () => {
  it("is refused where a connection takes nothing over HTTP or holds no secret", () => {
    expect(check({ scheme: "none" }, proof({}), "x")).toBe("not_over_http");
    expect(check({ scheme: "bearer" }, proof({ authorization: "Bearer x" }))).toBe("no_secret");
  });

  it("has to send the whole body first only where the body is signed", () => {
    expect(signsBody({ scheme: "standard-webhooks", toleranceSeconds: 300 })).toBe(true);
    expect(signsBody({ scheme: "bearer" })).toBe(false);
  });
});
