import { missingRecord, typeError } from "../failure";
import { DISCUSSION, NOTE, postMessage } from "../mail/post-message";
import { search } from "../query/search";
import { type Arguments, action, type Method, modelMethod } from "../registry/model";
import type { Values } from "../registry/values";
import { mayAccess } from "./access";
import type { Env } from "./env";
import { externalId, load } from "./load";
import { emptyRecord, fieldsGet, present, readRows } from "./read";
import { create, unlink, write } from "./write";

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const bare = (args: Arguments) => "load" in args && args.load !== "_classic_read";
const paging = (args: Arguments) => ({
  offset: Number(args.offset ?? 0),
  limit: Number(args.limit ?? 0),
  order: String(args.order || ""),
});

/** What every model can. They are told which model they run on. */
export function genericMethods(model: string): Readonly<Record<string, Method>> {
  return {
    search: modelMethod(
      (env, _, args) => search(env, model, args.domain, paging(args)).map(({ id }) => id),
      ["domain", "offset?", "limit?", "order?"],
      "read",
    ),
    search_count: modelMethod(
      (env, _, args) => search(env, model, args.domain, { limit: Number(args.limit ?? 0) }).length,
      ["domain", "limit?"],
      "read",
    ),
    search_read: modelMethod(
      (env, _, args) => {
        const stray = Object.keys(args).find((name) => !SEARCH_READ.includes(name));
        if (stray) throw typeError(`BaseModel._read_format() got an unexpected keyword argument '${stray}'`);
        const rows = search(env, model, args.domain, paging(args));
        return present(env, model, rows, strings(args.fields), bare(args));
      },
      [...SEARCH_READ.map((name) => `${name}?`), "**"],
      "read",
    ),
    read: {
      on: "records",
      parameters: ["fields?", "load?"],
      needs: "read",
      run: (env, ids, args) => read(env, model, ids, args),
    },
    create: modelMethod((env, _, { vals_list }) => createAll(env, model, vals_list), ["vals_list"], "create"),
    write: action(
      (env, ids, { vals }) => {
        write(env, model, ids, vals as Values);
        return true;
      },
      ["vals"],
    ),
    unlink: action(
      (env, ids) => {
        unlink(env, model, ids);
        return true;
      },
      [],
      "unlink",
    ),
    exists: action((env, ids) => ids.filter((id) => env.find(model, id)), [], "read"),
    fields_get: modelMethod(
      (env, _, { allfields, attributes }) => fieldsGet(env, model, strings(allfields), strings(attributes)),
      ["allfields?", "attributes?"],
      "read",
    ),
    load: modelMethod(
      (env, _, args) => load(env, model, strings(args.fields), (args.data ?? []) as string[][]),
      ["fields", "data"],
      "create",
    ),
    get_external_id: action(
      (env, ids) => Object.fromEntries(ids.map((id) => [id, externalId(env, model, id)])),
      [],
      "read",
    ),
    has_access: action(
      (env, _, { operation }) => mayAccess(env, model, operation as "read"),
      ["operation"],
      "none",
    ),
    check_access_rights: modelMethod(
      (env, _, { operation }) => mayAccess(env, model, operation as "read"),
      ["operation", "raise_exception?"],
    ),
  };
}

const SEARCH_READ = ["domain", "fields", "offset", "limit", "order", "load"];

function read(env: Env, model: string, ids: readonly unknown[], args: Arguments) {
  const names = strings(args.fields);
  if (ids.some((id) => id === null)) return ids.map(() => emptyRecord(env, model, names));
  return present(env, model, readRows(env, model, ids), names, bare(args));
}

function createAll(env: Env, model: string, given: unknown): readonly number[] {
  const all = (Array.isArray(given) ? given : [given]) as readonly Values[];
  return all.map((values) => create(env, model, values));
}

/** The chatter of models that have one. */
export const threadMethods = (model: string): Readonly<Record<string, Method>> => ({
  message_post: action(
    (env, [id], args) => {
      if (id === undefined) throw missingRecord(model, [], env.userId);
      const body = String(args.body ?? "");
      const made = postMessage(env, model, id, {
        body: args.body_is_html === true || body === "" ? body : `<p>${escapeHtml(body)}</p>`,
        messageType: args.message_type === "comment" ? "comment" : "notification",
        subtypeId: args.subtype_xmlid === "mail.mt_comment" ? DISCUSSION : NOTE,
        attachmentIds: Array.isArray(args.attachment_ids) ? args.attachment_ids : [],
      });
      return [made];
    },
    ["body?", "subject?", "message_type?", "subtype_xmlid?", "body_is_html?", "attachment_ids?"],
  ),
});

const escapeHtml = (text: string) =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&#34;")
    .replace(/'/g, "&#39;");
