import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Answer, htmlAnswer, jsonAnswer, type Question } from "./answer";
import type { Engine } from "./engine";
import { answerJsonRpc, enveloped } from "./json-rpc";
import { answerJson2 } from "./json2";
import { screenAnswer } from "./screen";
import { VERSION } from "./version";
import { WebSessions } from "./web-session";

const LARGEST_BODY_BYTES = 128 * 1024 * 1024;

/** The HTTP side: which path is answered by whom. */
export class OdooServer {
  private readonly server: Server;
  private readonly sessions: WebSessions;

  constructor(
    private readonly engine: Engine,
    private readonly database: string,
    private readonly now: () => number,
  ) {
    this.sessions = new WebSessions(engine, database);
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        send(
          response,
          jsonAnswer(
            { name: "builtins.Exception", message: String(error), arguments: [], context: {}, debug: "" },
            500,
          ),
        );
      });
    });
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, "127.0.0.1", () => resolve());
    });
  }

  address() {
    return this.server.address();
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeIdleConnections();
      setTimeout(() => this.server.closeAllConnections(), 500).unref();
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question: Question = {
      method: request.method ?? "GET",
      path: (request.url ?? "/").split("?")[0] ?? "/",
      headers: request.headers as Question["headers"],
      body: await bodyOf(request),
    };
    send(response, await this.answer(question));
  }

  private async answer(question: Question): Promise<Answer> {
    const { path } = question;
    if (path === "/web/health") return jsonAnswer({ status: "pass" });
    if (path === "/web/version" || path === "/json/version")
      return jsonAnswer({ version_info: VERSION.server_version_info, version: VERSION.server_version });
    if (path === "/web/webclient/version_info")
      return enveloped(question, async () => ({ ...VERSION, protocol_version: 1 }));
    const now = new Date(this.now()).toISOString().slice(0, 19).replace("T", " ");
    const asked = question.headers["x-odoo-database"];
    if (path.startsWith("/json/2/") && asked !== undefined && asked !== this.database) return noDatabase();
    if (path.startsWith("/json/2/")) return answerJson2(this.engine, question, now);
    if (path === "/jsonrpc") return answerJsonRpc(this.engine, this.database, question, now);
    if (path === "/web/session/authenticate") return this.sessions.authenticate(question);
    if (path === "/web/session/destroy") return this.sessions.destroy(question);
    if (path === "/web/dataset/call_kw" || path.startsWith("/web/dataset/call_kw/"))
      return this.sessions.call(question);
    const notFound = htmlAnswer(404, "Not Found", "The requested URL was not found on the server.");
    return screenAnswer(path) ?? notFound;
  }
}

const noDatabase = () =>
  htmlAnswer(
    404,
    "Not Found",
    "No database is selected and the requested URL was not found in the server-wide controllers.",
  );

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > LARGEST_BODY_BYTES) throw new Error("The body is too large.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    "Content-Type": answer.type === "json" ? "application/json; charset=utf-8" : "text/html; charset=utf-8",
    ...answer.headers,
  });
  response.end(answer.body);
}
