import { randomBytes } from "node:crypto";

export interface AppSettings {
  readonly secretKey: Buffer;
  readonly address: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What web and worker of this run are told. Nothing is taken over from the shell of whoever starts it. */
export function appSettings(databaseUrl: string, port: number): AppSettings {
  const secretKey = randomBytes(32);
  const address = `http://127.0.0.1:${port}`;
  const notInherited = ["READ_DATABASE_URL", "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"];
  return {
    secretKey,
    address,
    environment: {
      ...Object.fromEntries(
        [...notInherited, "DROP_FOLDER", "MILEPOST_DEMO_PASSWORD"].map((name) => [name, ""]),
      ),
      DATABASE_URL: databaseUrl,
      MILEPOST_SECRET_KEY: secretKey.toString("base64"),
      NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
      NEXTAUTH_URL: address,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      LOG_LEVEL: "warn",
      HOSTNAME: "127.0.0.1",
      PORT: String(port),
    },
  };
}
