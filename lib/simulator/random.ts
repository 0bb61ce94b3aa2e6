/** A seeded stream of numbers. The same labels always give the same stream, whatever else was drawn before. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number, both ends included. */
  int(min: number, max: number): number;
  between(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of `list`, each as likely as its weight. */
  weighted<T>(list: readonly T[], weight: (item: T) => number): T;
  /** Bell-shaped around `mean`, never further off than three `deviation`s. */
  around(mean: number, deviation: number): number;
  digits(count: number): string;
  hex(count: number): string;
}

/** One stream a label, so that a draw more in one shipment leaves every other shipment as it was. */
export function streamOf(...labels: readonly (string | number)[]): Random {
  const next = sfc32(...seedOf(labels.join("\u0000")));
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const between = (min: number, max: number) => min + next() * (max - min);
  const letters = (count: number, alphabet: string) =>
    Array.from({ length: count }, () => alphabet[Math.floor(next() * alphabet.length)]).join("");
  return {
    next,
    int,
    between,
    chance: (probability) => next() < probability,
    pick: (list) => itemAt(list, Math.floor(next() * list.length)),
    weighted: (list, weight) => weightedPick(list, weight, next()),
    around: (mean, deviation) => mean + deviation * 2 * (next() + next() + next() - 1.5),
    digits: (count) => letters(count, "0123456789"),
    hex: (count) => letters(count, "0123456789abcdef"),
  };
}

function weightedPick<T>(list: readonly T[], weight: (item: T) => number, at: number): T {
  let left = at * list.reduce((sum, item) => sum + weight(item), 0);
  for (const item of list) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return itemAt(list, list.length - 1);
}

function itemAt<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new RangeError("nothing to pick from");
  return list[index] as T;
}

/** Four well mixed 32-bit words of a text: FNV-1a, then an avalanche a word. */
function seedOf(text: string): [number, number, number, number] {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  const word = (salt: number) => {
    let mixed = Math.imul(hash ^ salt, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
  return [word(0x9e3779b9), word(0x243f6a88), word(0xb7e15162), word(0x3c6ef372)];
}

/** Chris Doty-Humphrey's small fast counter generator, 32-bit: passes PractRand, needs no library. */
function sfc32(a: number, b: number, c: number, counter: number): () => number {
  const step = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round += 1) step();
  return step;
}
