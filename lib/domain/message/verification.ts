/** How a sender proves who it is. Secrets are not part of it: they are kept sealed, several at once while one is being rotated. */
export type Verification =
  /** Standard Webhooks 1.0: `webhook-id`, `webhook-timestamp`, `webhook-signature`; HMAC-SHA256 over `id.timestamp.body`. */
  | { readonly scheme: "standard-webhooks"; readonly toleranceSeconds: number }
  /** HMAC of the body alone in one header. */
  | {
      readonly scheme: "hmac";
      readonly header: string;
      readonly algorithm: "sha256" | "sha512" | "sha1";
      readonly encoding: "hex" | "base64" | "base64url";
      /** Text before the signature, such as `sha256=`. */
      readonly prefix?: string;
    }
  | { readonly scheme: "bearer" }
  | { readonly scheme: "basic"; readonly user: string }
  /** The secret is the last part of the path: `/api/inbound/{connection}/{secret}`. */
  | { readonly scheme: "secret-path" }
  /** No way in over HTTP: file drop, upload and command line only. */
  | { readonly scheme: "none" };
