import type { Database } from "@/db/client";
import { insertCompanyOnce } from "@/db/queries/access/find-company";
import { InvalidError } from "@/lib/domain/app-error";

export interface CompanyInput {
  /** Short name for addresses and commands: lower case letters, digits and dashes. */
  readonly slug: string;
  readonly name: string;
  /** IANA zone in which its pages write times. */
  readonly zone: string;
}

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** The company with this slug, made when there is none; an existing one keeps its name and zone. @returns its id. */
export async function ensureCompany(db: Database, input: CompanyInput): Promise<number> {
  if (!SLUG.test(input.slug)) {
    throw new InvalidError(
      `"${input.slug}" is no short name. Use lower case letters, digits and dashes, up to 40.`,
    );
  }
  if (!isZone(input.zone)) {
    throw new InvalidError(`"${input.zone}" is no time zone. Use an IANA name such as Europe/Amsterdam.`);
  }
  const row = await insertCompanyOnce(db, {
    slug: input.slug,
    name: input.name.trim(),
    defaultZone: input.zone,
  });
  return row.id;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
