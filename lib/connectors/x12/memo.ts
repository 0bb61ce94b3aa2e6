/**
 * A pure function of one text that remembers its last answers: dates, times and places repeat thousands of times in one file,
 * and sharing the answer saves both the work and the memory. Forgets everything when full, so it never grows past `limit`.
 */
export function memoise<Answer>(answer: (text: string) => Answer, limit: number): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const fresh = answer(text);
    if (known.size >= limit) known.clear();
    known.set(text, fresh);
    return fresh;
  };
}
