import { lookup as resolveName } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** What is not the public internet. Source: IANA IPv4 and IPv6 Special-Purpose Address Registries. */
const REFUSED: readonly [string, number, "ipv4" | "ipv6"][] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.0.2.0", 24, "ipv4"],
  ["192.88.99.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["198.51.100.0", 24, "ipv4"],
  ["203.0.113.0", 24, "ipv4"],
  ["224.0.0.0", 3, "ipv4"],
];

const refused = new BlockList();
for (const [net, prefix, family] of REFUSED) refused.addSubnet(net, prefix, family);
/** Global unicast; everything else of IPv6 is loopback, link-local, unique local, mapped, multicast or unassigned. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");
const tunnelled = new BlockList();
for (const [net, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  tunnelled.addSubnet(net, prefix, "ipv6");

/** True for an address on the public internet: neither private, loopback, link-local nor one that carries such a one inside. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !refused.check(address, "ipv4");
  if (family !== 6) return false;
  return globalUnicast.check(address, "ipv6") && !tunnelled.check(address, "ipv6");
}

export class RefusedAddressError extends Error {
  constructor(host: string) {
    super(`${host} is not on the public internet; nothing was sent. OUTBOUND_ALLOW_PRIVATE=1 allows it.`);
  }
}

type Resolve = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const resolveAll: Resolve = (host) =>
  new Promise((resolve, reject) => {
    resolveName(host, { all: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });

/**
 * The look-up of a connection that is being made: what it answers is what is connected to, so that a name can't point elsewhere between a check and
 * the connection. One refused address among several refuses all.
 */
export function guardedLookup(allowPrivate: boolean, resolve: Resolve = resolveAll): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (!first) return callback(new Error(`${host} has no address.`), "", 4);
        if (!allowPrivate && found.some(({ address }) => !isPublicAddress(address)))
          return callback(new RefusedAddressError(host), "", 4);
        if (options.all) return callback(null, [...found]);
        return callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, "", 4),
    );
  };
}
