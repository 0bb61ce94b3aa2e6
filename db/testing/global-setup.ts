import type { TestProject } from "vitest/node";
import { acquireTestPostgres } from "../../lib/cli/entry/test-postgres.mjs";
import { ensureTemplate } from "./template-database";

declare module "vitest" {
  interface ProvidedContext {
    testPostgres: { readonly serverUrl: string; readonly template: string };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await acquireTestPostgres();
  try {
    const template = await ensureTemplate(server.url);
    project.provide("testPostgres", { serverUrl: server.url, template });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return () => server.stop();
}
