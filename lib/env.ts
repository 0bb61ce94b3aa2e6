import { z } from "zod";

/** "name=value,name=value", values percent-encoded. Source: OpenTelemetry specification, "OTLP exporter", specifying headers via environment. */
function headerPairs(text: string, context: z.RefinementCtx): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const part of text.split(",").filter((item) => item.trim() !== "")) {
    const [, name, value] = /^\s*([!#$%&'*+.^_`|~0-9a-z-]+)\s*=\s*(.*?)\s*$/i.exec(part) ?? [];
    try {
      if (!name || value === undefined) throw new URIError(part);
      pairs[name.toLowerCase()] = decodeURIComponent(value);
    } catch {
      context.addIssue({ code: "custom", message: "must be name=value pairs with commas between" });
    }
  }
  return pairs;
}

/** Every setting Milepost reads, parsed once at boot with every problem listed. Nothing else reads `process.env`. */
const settings = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  READ_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(200).default(20),
  MILEPOST_SECRET_KEY: z
    .string()
    .refine(
      (value) => Buffer.from(value, "base64").length === 32,
      "must be 32 bytes in base64: openssl rand -base64 32",
    ),
  NEXTAUTH_URL: z.url().optional(),
  NEXTAUTH_SECRET: z.string().min(32, "must hold at least 32 characters: openssl rand -base64 32"),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_DEFAULT_ROLE: z.enum(["dispatcher", "finance", "customer_service", "it", "lead", "admin"]).optional(),
  DROP_FOLDER: z.string().min(1).optional(),
  MILEPOST_DEMO_PASSWORD: z.string().min(12).max(128).optional(),
  ODOO_PASSWORD: z.string().min(1).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_FROM: z.string().regex(/@/, "must hold a mail address").max(200).optional(),
  OUTBOUND_ALLOW_PRIVATE: z.enum(["0", "1"]).default("0"),
  /** Base address of an OpenTelemetry collector (OTLP over HTTP); absent: no spans are exported. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().transform(headerPairs).optional(),
  OTEL_SERVICE_NAME: z.string().min(1).max(100).default("milepost"),
  WORK_KEEP_DAYS: z.coerce.number().int().min(30).max(3_650).default(400),
  METRICS_TOKEN: z.string().min(16).optional(),
  TRUST_PROXY: z.enum(["0", "1"]).default("0"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
});

const OIDC = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;

const schema = settings.superRefine((given, context) => {
  if (OIDC.every((name) => given[name] === undefined)) return;
  // The provider sends people back to NEXTAUTH_URL; guessed from a request it could be anybody's.
  for (const name of [...OIDC, "NEXTAUTH_URL"] as const) {
    if (given[name] === undefined)
      context.addIssue({ code: "custom", path: [name], message: "is needed for sign-in through OIDC" });
  }
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The settings of this process. @throws {Error} listing every missing or malformed setting at once. */
export function env(): Env {
  if (parsed) return parsed;
  // An empty value in an env file means "not set", as people who comment out a secret expect.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const result = schema.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(
      `Milepost can't start, these settings need attention (see .env.example):\n${problems.join("\n")}`,
    );
  }
  parsed = result.data;
  return parsed;
}
