const HEAD_END = Buffer.from("\r\n\r\n");

/**
 * Cuts what comes over one connection into requests. Our client states the length of each body and waits for the answer before the next request.
 */
export function wholeRequests(onRequest: (bytes: Buffer) => void): (chunk: Buffer) => void {
  let held = Buffer.alloc(0);
  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const head = held.indexOf(HEAD_END);
      if (head < 0) return;
      const length = /content-length: (\d+)/i.exec(held.subarray(0, head).toString("latin1"))?.[1];
      const end = head + HEAD_END.length + Number(length ?? 0);
      if (held.length < end) return;
      const request = Buffer.from(held.subarray(0, end));
      held = Buffer.from(held.subarray(end));
      onRequest(request);
    }
  };
}
