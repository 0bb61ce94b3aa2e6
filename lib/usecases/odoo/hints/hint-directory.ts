/** Who may hint: an Odoo connection, its secret opened. */
export interface KnownHinter {
  readonly companyId: number;
  readonly connectionId: string;
  readonly slug: string;
  readonly ratePerMinute: number;
  readonly secret: string;
}

interface Entry {
  readonly hinter: Promise<KnownHinter | undefined>;
  readonly askedAtMs: number;
}

/** A changed secret or a switched off connection is out within this time. */
const MAX_AGE_MS = 2_000;
const MAX_ENTRIES = 1_000;

/** Finds Odoo connections by slug, at most two seconds old; asked for many times at once, it is looked up once. */
export class HintDirectory {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly load: (slug: string) => Promise<KnownHinter | undefined>,
    private readonly nowMs: () => number,
  ) {}

  find(slug: string): Promise<KnownHinter | undefined> {
    const known = this.entries.get(slug);
    const nowMs = this.nowMs();
    if (known && nowMs - known.askedAtMs < MAX_AGE_MS) return known.hinter;
    const hinter = this.load(slug);
    const entry = { hinter, askedAtMs: nowMs };
    this.entries.delete(slug);
    this.entries.set(slug, entry);
    // A look-up that failed says nothing: the next one asks again.
    hinter.catch(() => {
      if (this.entries.get(slug) === entry) this.entries.delete(slug);
    });
    if (this.entries.size > MAX_ENTRIES) this.forgetOldest();
    return hinter;
  }

  private forgetOldest(): void {
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}
