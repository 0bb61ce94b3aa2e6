import { describe, expect, it } from "vitest";
import { verifySender } from "@/lib/domain/message/verify";
import { newSecret, senderSecret } from "@/lib/usecases/connections/sender-secret";
import { senderCrypto } from "@/lib/usecases/inbox/sender-crypto";
import type { OutgoingMessage } from "../schedule/outgoing";
import { PARTNERS, type Partner } from "../world/partners";
import { signRequest } from "./sign-request";

const now = Date.parse("2026-03-18T14:20:00Z");

function messageOf(partner: Partner): OutgoingMessage {
  return {
    key: "k 1",
    source: partner.slug,
    receivedAt: now,
    body: new TextEncoder().encode("ISA*…"),
    contentType: "application/edi-x12",
    deliveryKey: partner.slug === "northgate-tms" ? "msg_0123456789" : null,
    fileName: null,
    tellings: [],
    trouble: null,
  };
}

function verdict(partner: Partner, secret: string, body: Uint8Array) {
  const message = messageOf(partner);
  const { path, headers } = signRequest(partner, secret, message, now);
  const [, , , slug, pathSecret] = path.split("/");
  expect(slug).toBe(partner.slug);
  const proof = { header: (name: string) => headers[name] ?? null, pathSecret: pathSecret ?? null, body };
  return verifySender(
    partner.verification,
    proof,
    [senderSecret(partner.verification, secret)],
    now,
    senderCrypto,
  );
}

describe("a partner of the demo", () => {
  it.each(PARTNERS.map((partner) => [partner.slug, partner] as const))("%s is believed", (_, partner) => {
    const secret = newSecret(partner.verification);
    expect(verdict(partner, secret, messageOf(partner).body)).toEqual({ ok: true });
  });

  it("is not believed when it signs bytes and other bytes arrive", () => {
    const signing = PARTNERS.filter(({ verification }) => /hmac|webhooks/.test(verification.scheme));
    expect(signing.length).toBeGreaterThanOrEqual(3);
    for (const partner of signing) {
      const secret = newSecret(partner.verification);
      expect(verdict(partner, secret, new TextEncoder().encode("other"))).toMatchObject({ ok: false });
    }
  });
});
