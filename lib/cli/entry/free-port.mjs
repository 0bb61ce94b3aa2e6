import { createServer } from "node:net";

/** @param {number} port @returns {Promise<number | undefined>} the port when it was free; 0 asks for any */
export function tryPort(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const free = typeof address === "object" && address ? address.port : undefined;
      server.close(() => resolve(free));
    });
  });
}

/** @param {number} [preferred] tried first, then the 50 above it, then any */
export async function findFreePort(preferred = 0, host = "127.0.0.1") {
  const candidates = preferred === 0 ? [] : Array.from({ length: 50 }, (_, step) => preferred + step);
  for (const port of [...candidates, 0]) {
    const free = await tryPort(port, host);
    if (free !== undefined) return free;
  }
  throw new Error("No free TCP port on this machine.");
}
