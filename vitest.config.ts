import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const shared = { resolve: { alias: { "@": root.replace(/\/$/, "") } } };

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          include: ["{app,components,lib,db}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "**/*.odoo.test.ts", "**/node_modules/**"],
        },
      },
      {
        ...shared,
        test: {
          name: "db",
          include: ["{app,lib,db}/**/*.db.test.ts"],
          globalSetup: ["db/testing/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          // Against the real Odoo that ODOO_URL names; one file after the other, there is only one Odoo.
          name: "odoo",
          include: ["{app,lib,db}/**/*.odoo.test.ts"],
          globalSetup: ["db/testing/global-setup.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
