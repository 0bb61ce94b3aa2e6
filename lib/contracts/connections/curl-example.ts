import type { Verification } from "@/lib/domain/message/verification";

/** Dialects whose messages are files; the others are JSON. */
const FILE_TYPES: Readonly<Record<string, string>> = {
  x12: "application/edi-x12",
  "csv-status": "text/csv",
  "csv-stock": "text/csv",
};

export interface CurlExampleInput {
  readonly address: string;
  readonly dialect: string;
  readonly verification: Verification;
}

/**
 * A shell script that sends one message as the partner has to: signed over the exact bytes it sends. The secret is asked
 * for in a variable, since it is shown only once. Null where nothing is taken over HTTP.
 */
export function curlExample({ address, dialect, verification }: CurlExampleInput): string | null {
  if (verification.scheme === "none") return null;
  const fileType = FILE_TYPES[dialect];
  const lines = [
    `SECRET='the secret you were given'`,
    fileType ? "cp yourfile body.tmp" : `printf '%s' '{"hello":"milepost"}' > body.tmp`,
    ...signingLines(verification),
    `curl -i "${address}${verification.scheme === "secret-path" ? "/$SECRET" : ""}" \\`,
    `  -H 'content-type: ${fileType ?? "application/json"}' \\`,
    ...headerLines(verification).map((line) => `  ${line} \\`),
    "  --data-binary @body.tmp",
  ];
  return lines.join("\n");
}

function signingLines(verification: Verification): string[] {
  if (verification.scheme === "standard-webhooks") {
    return [
      `ID="msg_$(date +%s)_$$"`,
      "TIMESTAMP=$(date +%s)",
      `KEY=$(printf '%s' "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')`,
      `SIGNATURE=$( (printf '%s.%s.' "$ID" "$TIMESTAMP"; cat body.tmp) | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)`,
    ];
  }
  if (verification.scheme === "hmac") {
    return [
      `KEY=$(printf '%s' "$SECRET" | od -An -v -tx1 | tr -d ' \\n')`,
      `SIGNATURE=$(openssl dgst -${verification.algorithm} -mac HMAC -macopt "hexkey:$KEY" -binary < body.tmp | ${ENCODERS[verification.encoding]})`,
    ];
  }
  return [];
}

const ENCODERS = {
  hex: "od -An -v -tx1 | tr -d ' \\n'",
  base64: "openssl base64 -A",
  base64url: "openssl base64 -A | tr '+/' '-_' | tr -d '='",
} as const;

function headerLines(verification: Verification): string[] {
  switch (verification.scheme) {
    case "standard-webhooks":
      return [
        `-H "webhook-id: $ID"`,
        `-H "webhook-timestamp: $TIMESTAMP"`,
        `-H "webhook-signature: v1,$SIGNATURE"`,
      ];
    case "hmac":
      return [
        `-H '${verification.header}: ${(verification.prefix ?? "").replaceAll("'", "'\\''")}'"$SIGNATURE"`,
      ];
    case "bearer":
      return [`-H "authorization: Bearer $SECRET"`];
    case "basic":
      return [`-u '${verification.user.replaceAll("'", "'\\''")}':"$SECRET"`];
    default:
      return [];
  }
}
