import { randomBytes } from "node:crypto";
import { accessDenied, accessError, OdooFailure } from "../failure";
import { text } from "../registry/values";
import type { Answer, Question } from "./answer";
import { userOfPassword } from "./authenticate";
import type { Engine } from "./engine";
import { callPositional, enveloped } from "./json-rpc";
import { VERSION } from "./version";

/** The browser's way in, as far as minting a key needs it. Sessions live as long as the process. */
export class WebSessions {
  private readonly users = new Map<string, number>();

  constructor(
    private readonly engine: Engine,
    private readonly database: string,
  ) {}

  /** A password opens a session; an API key does not. */
  async authenticate(question: Question): Promise<Answer> {
    let session = "";
    const answer = await enveloped(question, async ({ db, login, password }) => {
      if (db !== this.database) throw accessError("Database not found.");
      const user = userOfPassword(this.engine, String(login), String(password));
      if (user === undefined) throw accessDenied();
      session = randomBytes(32).toString("base64url");
      this.users.set(session, user);
      return this.info(user);
    });
    if (!session) return answer;
    return { ...answer, headers: { "Set-Cookie": `session_id=${session}; HttpOnly; Path=/` } };
  }

  /** Ends the session; without one there is nothing to end, and that is said. */
  destroy(question: Question): Promise<Answer> {
    return enveloped(question, async () => {
      this.userOf(question);
      this.users.delete(sessionOf(question));
      return null;
    });
  }

  call(question: Question): Promise<Answer> {
    return enveloped(question, async ({ model, method, args, kwargs }) => {
      const user = this.userOf(question);
      return callPositional(
        this.engine,
        user,
        String(model),
        String(method),
        (args ?? []) as unknown[],
        (kwargs ?? {}) as Record<string, unknown>,
      );
    });
  }

  private userOf(question: Question): number {
    const user = this.users.get(sessionOf(question));
    if (user !== undefined) return user;
    throw new OdooFailure("odoo.http.SessionExpiredException", 403, "Session expired");
  }

  private info(user: number) {
    const row = this.engine.store.table("res.users").rows.get(user);
    return {
      uid: user,
      db: this.database,
      name: text(row?.name),
      username: text(row?.login),
      partner_id: row?.partner_id,
      is_admin: user === 2,
      is_system: user === 2,
      user_context: { lang: text(row?.lang), tz: text(row?.tz), uid: user },
      server_version: VERSION.server_version,
      server_version_info: VERSION.server_version_info,
    };
  }
}

const sessionOf = (question: Question): string =>
  /session_id=([^;]+)/.exec(question.headers.cookie ?? "")?.[1] ?? "";
