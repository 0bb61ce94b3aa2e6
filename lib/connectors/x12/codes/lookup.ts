/** Own entry of a code table, or undefined: a code of a partner never reaches what an object inherits. */
export function lookup<Value>(table: Readonly<Record<string, Value>>, code: string): Value | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
