import type { OdooConnectionRow } from "@/db/queries/odoo/odoo-connection";
import { MODEL_PLANS } from "@/lib/connectors/odoo/models";
import { checkActing, checkNoWriting, checkReading } from "@/lib/connectors/odoo/setup/check-permissions";
import { knownFields } from "@/lib/connectors/odoo/setup/known-fields";
import type { ServerLink } from "@/lib/connectors/odoo/setup/server-link";
import { type Finding, fail, ok, warn } from "@/lib/usecases/doctor/finding";

const AGAIN = "Run milepost odoo setup again; it puts rules and fields right.";

/** Models, fields and rights, compared with what the setup found. */
export async function checkModels(
  slug: string,
  row: OdooConnectionRow,
  links: { readonly reader?: ServerLink | undefined; readonly actor?: ServerLink | undefined },
): Promise<Finding[]> {
  const { fields } = row;
  if (!fields) return [fail(`${slug} fields`, "were never asked for", "Run milepost odoo setup.")];
  const findings: Finding[] = [];
  const absent = MODEL_PLANS.map(({ model }) => model).filter((model) => !(model in fields));
  if (absent.length > 0) {
    const advice = "Nothing to do where its Odoo app is not used; else install it and run the setup again.";
    findings.push(warn(`${slug} models`, `not in this Odoo: ${absent.join(", ")}`, advice));
  }
  if (links.reader) findings.push(...(await checkReader(slug, fields, links.reader)));
  if (links.actor) {
    const wrong = (await checkActing(links.actor.transport)).filter(({ held }) => !held);
    findings.push(summary(`${slug} actor's rights`, wrong, "may what it must and nothing else"));
  }
  return findings;
}

async function checkReader(
  slug: string,
  fields: NonNullable<OdooConnectionRow["fields"]>,
  reader: ServerLink,
): Promise<Finding[]> {
  const models = Object.keys(fields);
  const reading = await checkReading(reader.client, fields);
  const wrong = [...reading, ...(await checkNoWriting(reader.transport, models))].filter(({ held }) => !held);
  // What may not be read is a finding of its own; its fields can't be asked for either.
  const readable = models.filter((_model, place) => reading[place]?.held);
  const now = await knownFields(reader.client, readable);
  const changed = readable.filter((model) => now[model]?.join() !== fields[model]?.join());
  const known =
    changed.length === 0
      ? ok(`${slug} fields`, `as the setup found them, in ${models.length} models`)
      : warn(`${slug} fields`, `came or went in ${changed.join(", ")}`, AGAIN);
  return [known, summary(`${slug} reader's rights`, wrong, "reads every model and writes nothing")];
}

function summary(
  subject: string,
  wrong: readonly { readonly subject: string; readonly message: string }[],
  good: string,
): Finding {
  const [first] = wrong;
  if (!first) return ok(subject, good);
  const more = wrong.length > 1 ? `, and ${wrong.length - 1} more` : "";
  return fail(subject, `${first.subject}: ${first.message}${more}`, AGAIN);
}
