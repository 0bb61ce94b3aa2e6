import { randomBytes } from "node:crypto";
import { defineConfig, devices } from "@playwright/test";
import { findFreePort } from "./lib/cli/entry/free-port.mjs";

// Playwright reads this file once per process; what the first one chose is inherited by the others.
process.env.E2E_PORT ??= String(await findFreePort(3100));
process.env.E2E_SMTP_PORT ??= String(await findFreePort(3200));
process.env.MILEPOST_DEMO_PASSWORD ??= randomBytes(12).toString("base64url");

const baseURL = `http://localhost:${process.env.E2E_PORT}`;

export default defineConfig({
  testDir: "e2e",
  workers: process.env.CI ? 1 : "50%",
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: "node lib/cli/entry/e2e-server.mjs",
    url: `${baseURL}/api/health`,
    timeout: 240_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    stdout: "pipe",
  },
});
