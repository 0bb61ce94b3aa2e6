import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface SmtpReceiver {
  readonly url: string;
  /** Whole messages as they came over the wire. */
  readonly mails: string[];
  /** Answers the next ones with this code instead of taking them. */
  refuseWith: number | null;
  readonly close: () => Promise<void>;
}

/** A real mail server that keeps what it is given. */
export async function smtpReceiver(): Promise<SmtpReceiver> {
  const mails: string[] = [];
  const receiver = { mails, refuseWith: null as number | null };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        if (receiver.refuseWith !== null)
          return done(Object.assign(new Error("Not now"), { responseCode: receiver.refuseWith }));
        mails.push(Buffer.concat(parts).toString("utf8"));
        return done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}

export interface HttpReceiver {
  readonly url: string;
  readonly posts: { readonly headers: IncomingHttpHeaders; readonly body: string }[];
  answer: { status: number; headers?: Record<string, string>; body?: string };
  readonly close: () => Promise<void>;
}

/** A real web server that keeps what is posted to it. */
export async function httpReceiver(): Promise<HttpReceiver> {
  const posts: HttpReceiver["posts"] = [];
  const receiver = { posts, answer: { status: 200 } as HttpReceiver["answer"] };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      posts.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
      const { status, headers, body } = receiver.answer;
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${port}/hook`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
