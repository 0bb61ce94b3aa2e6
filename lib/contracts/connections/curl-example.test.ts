import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Verification } from "@/lib/domain/message/verification";
import { verifySender } from "@/lib/domain/message/verify";
import { newSecret, senderSecret } from "@/lib/usecases/connections/sender-secret";
import { senderCrypto } from "@/lib/usecases/inbox/sender-crypto";
import { curlExample } from "./curl-example";

const ADDRESS = "https://milepost.example/api/inbound/acme";

/** Runs the example in a shell whose `curl` writes its arguments down. */
function run(script: string, secret: string) {
  const folder = mkdtempSync(join(tmpdir(), "curl-example-"));
  try {
    const given = script.replace("'the secret you were given'", `'${secret}'`);
    execFileSync("sh", ["-c", `curl() { printf '%s\\n' "$@" > args; }\n${given}`], { cwd: folder });
    const args = readFileSync(join(folder, "args"), "utf8").trimEnd().split("\n");
    return { args, body: readFileSync(join(folder, "body.tmp")) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function headersOf(args: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const [index, arg] of args.entries()) {
    const value = args[index + 1] ?? "";
    if (arg === "-H")
      headers.set(value.slice(0, value.indexOf(":")).toLowerCase(), value.slice(value.indexOf(":") + 2));
    if (arg === "-u") headers.set("authorization", `Basic ${Buffer.from(value).toString("base64")}`);
  }
  return headers;
}

const SCHEMES: readonly Verification[] = [
  { scheme: "standard-webhooks", toleranceSeconds: 300 },
  { scheme: "hmac", header: "X-Sig", algorithm: "sha256", encoding: "hex", prefix: "sha256=" },
  { scheme: "hmac", header: "X-Sig", algorithm: "sha512", encoding: "base64" },
  { scheme: "hmac", header: "X-Sig", algorithm: "sha1", encoding: "base64url" },
  { scheme: "bearer" },
  { scheme: "basic", user: "o'carrier" },
  { scheme: "secret-path" },
];

describe("the example handed to a partner", () => {
  it.each(SCHEMES)("is believed by our own door when it runs: $scheme $encoding", (verification) => {
    const secret = newSecret(verification);
    const script = curlExample({ address: ADDRESS, dialect: "easypost", verification }) ?? "";
    const { args, body } = run(script, secret);
    const headers = headersOf(args);
    const url = args.find((arg) => arg.startsWith("https://")) ?? "";
    const proof = {
      header: (name: string) => headers.get(name) ?? null,
      pathSecret: url.slice(ADDRESS.length + 1) || null,
      body,
    };
    const secrets = [senderSecret(verification, secret)];
    expect(verifySender(verification, proof, secrets, Date.now(), senderCrypto)).toEqual({ ok: true });
    expect(script).not.toContain(secret);
  });

  it("is not there where nothing is taken over HTTP", () => {
    expect(curlExample({ address: ADDRESS, dialect: "x12", verification: { scheme: "none" } })).toBeNull();
  });
});
