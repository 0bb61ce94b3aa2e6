/** Bytes this process holds for messages that are not stored yet. Bounded, so that no burst can exhaust its memory. */
export class ByteBudget {
  private heldBytes = 0;

  constructor(private readonly limitBytes: number) {}

  /** @returns false when there is no room; nothing is held then. One message always finds room. */
  hold(bytes: number): boolean {
    if (this.heldBytes > 0 && this.heldBytes + bytes > this.limitBytes) return false;
    this.heldBytes += bytes;
    return true;
  }

  release(bytes: number): void {
    this.heldBytes -= bytes;
  }
}
