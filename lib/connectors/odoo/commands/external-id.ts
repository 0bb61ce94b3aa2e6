import { createHash } from "node:crypto";
import type { OdooClient, OdooContext } from "../client/odoo-client";

/** Module of our external ids in `ir.model.data`; unique there together with the name. */
export const MODULE = "milepost";

const READABLE_CHARS = 40;

/**
 * The external id of what a command creates, without the module: a readable start and 24 hex digits of SHA-256 over Odoo's company and the operation
 * key. Letters, digits and underscores only, because a dot would end the module's name. The same command gives the same id on any machine, also after
 * our database was restored from an old copy.
 */
export function externalIdOf(
  request: { readonly operationKey: string; readonly payload: { readonly companyId: number } },
  part = "",
): string {
  const readable = request.operationKey
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .slice(0, READABLE_CHARS)
    .replace(/_+$/, "");
  const digest = createHash("sha256").update(`${request.payload.companyId}\n${request.operationKey}`);
  return `${readable}_${digest.digest("hex").slice(0, 24)}${part === "" ? "" : `_${part}`}`;
}

/** As `load()` wants it. */
export const qualified = (externalId: string): string => `${MODULE}.${externalId}`;

/**
 * The record this external id stands for.
 * @returns undefined when there is none, also when the record is gone and its external id was left behind.
 */
export async function findByExternalId(
  client: OdooClient,
  model: string,
  externalId: string,
  context: OdooContext,
): Promise<number | undefined> {
  const [known] = await client.searchRead(
    "ir.model.data",
    [
      ["module", "=", MODULE],
      ["name", "=", externalId],
      ["model", "=", model],
    ],
    ["res_id"],
    { limit: 1, context },
  );
  const id = known?.res_id;
  if (typeof id !== "number" || id <= 0) return undefined;
  const [there] = await client.search(model, [["id", "=", id]], {
    limit: 1,
    context: { ...context, active_test: false },
  });
  return there;
}
