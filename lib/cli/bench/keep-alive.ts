import { connect, type Socket } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("\r\n0\r\n\r\n");

/** One HTTP/1.1 connection that is kept, one request at a time. */
export interface Connection {
  /** Sends the bytes of a request and waits for all of its answer. @returns the status. */
  exchange(request: Buffer): Promise<number>;
  close(): void;
}

/** Bytes in and bytes out, next to no work: on a shared machine, what is measured has to be the server. */
export async function openConnection(port: number): Promise<Connection> {
  const socket = await connected(port);
  let received: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;
  const fail = (error: Error) => waiting?.reject(error);
  socket.on("error", fail);
  socket.on("close", () => fail(new Error("the server closed a connection")));
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const status = completeStatus(received);
    if (status === undefined) return;
    received = Buffer.alloc(0);
    waiting?.resolve(status);
  });
  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => {
      waiting = undefined;
      socket.destroy();
    },
  };
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      resolve(socket);
    });
  });
}

/** The status once all of the answer is there. */
function completeStatus(received: Buffer): number | undefined {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = received.toString("latin1", 0, headEnd);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  const isComplete = length
    ? received.length >= headEnd + HEAD_END.length + Number(length)
    : received.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) || /^HTTP\/1\.1 204/.test(head);
  return isComplete ? Number(head.slice("HTTP/1.1 ".length, "HTTP/1.1 ".length + 3)) : undefined;
}
