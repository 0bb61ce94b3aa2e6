const LONGEST_ADDRESS = 64;

/**
 * The network address a request came from, or null where nobody vouches for one. Without a proxy of ours the header is
 * whatever the caller wrote; behind one, the last entry is the address the proxy itself saw.
 */
export function clientAddress(forwardedFor: string | null, trustsProxy: boolean): string | null {
  if (!trustsProxy) return null;
  const address = forwardedFor?.split(",").at(-1)?.trim();
  return address ? address.slice(0, LONGEST_ADDRESS) : null;
}
