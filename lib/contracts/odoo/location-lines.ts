/**
 * The location map as people write it, one line each: `DOCK-1 = WH/Stock/Dock 1`. Empty lines are left out.
 *
 * @returns the line that has not both sides, where there is one.
 */
export function readLocationLines(
  text: string,
):
  | { readonly ok: true; readonly map: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly line: string } {
  const map: Record<string, string> = {};
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line === "") continue;
    const at = line.indexOf("=");
    const [code, name] = [line.slice(0, Math.max(0, at)).trim(), line.slice(at + 1).trim()];
    if (at < 0 || code === "" || name === "") return { ok: false, line };
    map[code] = name;
  }
  return { ok: true, map };
}

export function locationLines(map: Readonly<Record<string, string>>): string {
  return Object.entries(map)
    .map(([code, name]) => `${code} = ${name}`)
    .join("\n");
}
