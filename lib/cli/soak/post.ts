import { type Agent, request } from "node:http";

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly messageId: string | undefined;
}

interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Longer than the app ever takes to say that it could not store something. */
const TIMEOUT_MS = 15_000;

/** One attempt. Rejects when no complete answer came: then nobody knows whether it was stored. */
export function post(agent: Agent, { url, headers, body }: Post): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: "POST",
      agent,
      timeout: TIMEOUT_MS,
      headers: { ...headers, "content-length": body.byteLength },
    });
    sent.once("timeout", () => sent.destroy(new Error("no answer in time")));
    sent.once("error", reject);
    sent.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("close", () => {
        if (!response.complete) return reject(new Error("the answer ended early"));
        resolve({
          status: response.statusCode ?? 0,
          retryAfter: response.headers["retry-after"],
          messageId: messageIdIn(Buffer.concat(chunks).toString()),
        });
      });
    });
    sent.end(body);
  });
}

function messageIdIn(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== "object" || answer === null || !("messageId" in answer)) return undefined;
    return typeof answer.messageId === "string" ? answer.messageId : undefined;
  } catch {
    return undefined;
  }
}
