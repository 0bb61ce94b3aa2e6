import { missingRecord, notPlayed, valueError } from "../failure";
import type { Field } from "../registry/field";
import type { Value } from "../registry/values";
import type { Env } from "./env";

/** What a caller gave for one field, as a row keeps it. Refuses what Odoo refuses, in its words. */
export function normalise(env: Env, model: string, name: string, field: Field, given: unknown): Value {
  if (given === null || given === undefined || given === false)
    return field.type === "boolean" ? false : emptied(field);
  switch (field.type) {
    case "many2one":
      return manyToOne(env, field, given);
    case "many2many":
      return manyToMany(env, field, given);
    case "datetime":
      return dateTime(given);
    case "date":
      return day(given);
    case "selection":
      if (field.options && !field.options.some(([key]) => key === given))
        throw valueError(`Wrong value for ${model}.${name}: '${given}'`);
      return given as string;
    case "integer":
    case "float":
    case "monetary":
      return number(given);
    case "boolean":
      return Boolean(given);
    case "html":
      return asHtml(String(given));
    case "json":
      return given as Value;
    default:
      return String(given);
  }
}

const emptied = (field: Field): Value => {
  if (field.type === "many2many") return [];
  return field.type === "integer" || field.type === "float" || field.type === "monetary" ? 0 : false;
};

function number(given: unknown): number {
  const value = Number(given);
  if (Number.isNaN(value)) throw valueError(`could not convert string to float: '${given}'`);
  return value;
}

function manyToOne(env: Env, field: Field, given: unknown): Value {
  const relation = field.relation ?? "";
  if (typeof given !== "number") throw valueError(`Wrong value for ${relation}: '${String(given)}'`);
  if (!env.find(relation, given)) throw missingRecord(relation, [given], env.userId);
  return given;
}

/** Commands on a many2many: replace, link, unlink, clear. A bare list replaces. */
function manyToMany(env: Env, field: Field, given: unknown): readonly number[] {
  if (!Array.isArray(given)) throw valueError(`Wrong value for ${field.relation}: '${String(given)}'`);
  let kept: number[] = [];
  for (const command of given) {
    if (typeof command === "number") kept.push(command);
    else if (command[0] === 6) kept = [...command[2]];
    else if (command[0] === 5) kept = [];
    else if (command[0] === 4) kept.push(command[1]);
    else throw notPlayed(`the command ${command[0]} on ${field.relation}`);
  }
  const gone = kept.filter((id) => !env.find(field.relation ?? "", id));
  if (gone.length > 0) throw missingRecord(field.relation ?? "", gone, env.userId);
  return [...new Set(kept)];
}

/** `YYYY-MM-DD HH:MM:SS` and nothing else: a `T` or a zone is an error of the caller. */
function dateTime(given: unknown): string {
  const said = String(given);
  if (/^\d{4}-\d\d-\d\d$/.test(said)) return `${said} 00:00:00`;
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(said))
    throw valueError(`time data '${said}' does not match format '%Y-%m-%d %H:%M:%S'`);
  return said.slice(0, 19);
}

function day(given: unknown): string {
  const said = String(given);
  if (!/^\d{4}-\d\d-\d\d/.test(said))
    throw valueError(`time data '${said}' does not match format '%Y-%m-%d'`);
  return said.slice(0, 10);
}

const asHtml = (given: string) => (given.trimStart().startsWith("<") ? given : `<p>${given}</p>`);
