import {
  type AddConnectionInput,
  DIALECTS,
  PARTNER_KINDS,
} from "@/lib/contracts/connections/connection-input";

/** What a person entered, in the shape the action takes; what is wrong with it, the action says. */
export function readConnectionForm(form: FormData): AddConnectionInput {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  return {
    name: text("name"),
    slug: text("slug"),
    dialect: DIALECTS.find((one) => one === text("dialect")) ?? "x12",
    partnerKind: PARTNER_KINDS.find((one) => one === text("partnerKind")) ?? "carrier",
    carrierScac: text("carrierScac") || null,
    verification: readVerification(text),
    secret: text("secret") || null,
    watchFolder: form.has("watchFolder"),
    mayCreateShipments: form.has("mayCreateShipments"),
  };
}

function readVerification(text: (name: string) => string): AddConnectionInput["verification"] {
  switch (text("scheme")) {
    case "hmac":
      return {
        scheme: "hmac",
        header: text("header"),
        algorithm: (["sha256", "sha512", "sha1"] as const).find((one) => one === text("algorithm")),
        encoding: (["hex", "base64", "base64url"] as const).find((one) => one === text("encoding")),
        ...(text("prefix") ? { prefix: text("prefix") } : {}),
      };
    case "basic":
      return { scheme: "basic", user: text("user") };
    case "bearer":
      return { scheme: "bearer" };
    case "secret-path":
      return { scheme: "secret-path" };
    case "none":
      return { scheme: "none" };
    default:
      return { scheme: "standard-webhooks" };
  }
}
