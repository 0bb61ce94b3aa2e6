/** Room for bytes that are not stored yet. */
export interface ByteHold {
  /** @returns false when there is no room; nothing is held then. */
  hold(bytes: number): boolean;
  release(bytes: number): void;
}

/** Bytes this process holds for messages that are not stored yet. Bounded, so that no burst can exhaust its memory. */
export class ByteBudget implements ByteHold {
  private heldBytes = 0;
  private readonly heldBy = new Map<string, number>();

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

  /** The part one connection may fill: half, or its largest message. The other half stays for all others. */
  shareOf(connectionId: string, largestBytes: number): ByteHold {
    const limitBytes = Math.max(this.limitBytes / 2, largestBytes);
    const held = () => this.heldBy.get(connectionId) ?? 0;
    return {
      hold: (bytes) => {
        if (held() + bytes > limitBytes || !this.hold(bytes)) return false;
        this.heldBy.set(connectionId, held() + bytes);
        return true;
      },
      release: (bytes) => {
        this.release(bytes);
        const left = held() - bytes;
        if (left > 0) this.heldBy.set(connectionId, left);
        else this.heldBy.delete(connectionId);
      },
    };
  }
}
