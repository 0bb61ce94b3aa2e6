/** A failure as Odoo words it: Python's class name, HTTP status of the JSON-2 answer, message. */
export class OdooFailure extends Error {
  constructor(
    readonly exception: string,
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export const userError = (message: string) => new OdooFailure("odoo.exceptions.UserError", 422, message);
export const validationError = (message: string) =>
  new OdooFailure("odoo.exceptions.ValidationError", 422, message);
export const accessError = (message: string) => new OdooFailure("odoo.exceptions.AccessError", 403, message);
export const accessDenied = () => new OdooFailure("odoo.exceptions.AccessDenied", 403, "Access Denied");
export const valueError = (message: string) => new OdooFailure("builtins.ValueError", 500, message);
export const typeError = (message: string) => new OdooFailure("builtins.TypeError", 500, message);
export const unprocessable = (message: string) =>
  new OdooFailure("werkzeug.exceptions.UnprocessableEntity", 422, message);
export const notFound = (message: string) => new OdooFailure("werkzeug.exceptions.NotFound", 404, message);
export const unauthorized = (message: string) =>
  new OdooFailure("werkzeug.exceptions.Unauthorized", 401, message);
export const badRequest = (message: string) =>
  new OdooFailure("werkzeug.exceptions.BadRequest", 400, message);

export const unknownDatabase = (name: string) =>
  new OdooFailure("psycopg2.OperationalError", 500, `FATAL:  database "${name}" does not exist\n`);

/** Python prints an integer bare and a string quoted, and callers see the difference. */
const python = (id: unknown) => (typeof id === "string" ? `'${id}'` : String(id ?? "None"));
export const missingRecord = (model: string, ids: readonly unknown[], user: number) =>
  new OdooFailure(
    "odoo.exceptions.MissingError",
    404,
    `Record does not exist or has been deleted.\n(Record: ${model}(${ids.map(python).join(", ")}${ids.length === 1 ? "," : ""}), User: ${user})`,
  );

/** What Odoo could do and the stand-in does not: said, never made up. */
export const notPlayed = (what: string) =>
  new OdooFailure(
    "builtins.NotImplementedError",
    501,
    `The stand-in does not play ${what}. Ask a real Odoo for it.`,
  );

/** Odoo's answer body. `debug` carries a traceback there, so it carries one here: nobody may log or show it. */
export function errorBody(failure: OdooFailure) {
  return {
    name: failure.exception,
    message: failure.message,
    arguments: failure.exception.startsWith("werkzeug.")
      ? [failure.message, failure.status]
      : [failure.message],
    context: {},
    debug: `Traceback (most recent call last):\n  File "/stand-in/odoo/http.py", line 2263, in _serve_db\n    return service_model.retrying(serve_func, env=self.env)\n${failure.exception}: ${failure.message}\n`,
  };
}
