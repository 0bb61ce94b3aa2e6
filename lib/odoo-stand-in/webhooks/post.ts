const TIMEOUT_MS = 1_000;

/** One POST as Odoo sends it: unsigned, one second at most, never repeated, whatever comes back. */
export async function postHint(url: string, body: object): Promise<void> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "User-Agent": "python-requests/2.32.3" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
  } catch {
    // Odoo writes a line in its own log and goes on; the caller never learns of it.
  }
}
