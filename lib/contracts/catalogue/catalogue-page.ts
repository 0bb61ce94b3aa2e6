import type { CatalogueKey, CatalogueTerms, SourceKind } from "@/lib/domain/catalogue/catalogue";

/** An object or a milestone, and what the company agreed about it. */
export interface CatalogueLine {
  readonly key: CatalogueKey;
  readonly kind: "object" | "milestone";
  /** "Sales order", "Picked up". */
  readonly label: string;
  readonly version: number;
  readonly terms: CatalogueTerms;
  /** Null while it is as delivered. */
  readonly changed: { readonly askedBy: string; readonly approvedBy: string; readonly at: string } | null;
  /** A change of it waits for a second person. */
  readonly hasOpenChange: boolean;
}

/** One connection in the dialect it speaks. */
export interface InterfaceLine {
  readonly slug: string;
  readonly name: string;
  readonly dialect: string;
  readonly partnerKind: SourceKind;
  readonly enabled: boolean;
  readonly version: number;
  /** Of the code map and of the connection's own mapping: "x12/2+7". */
  readonly mapping: string;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  /** Where the tests of its reader stand; null when there is no reader for the dialect. */
  readonly tests: string | null;
}

/** A change somebody asked for. */
export interface CatalogueChangeLine {
  readonly id: string;
  readonly key: CatalogueKey;
  readonly label: string;
  readonly before: CatalogueTerms;
  readonly after: CatalogueTerms;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly isOwn: boolean;
  readonly state: "open" | "approved" | "rejected" | "withdrawn";
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly comment: string | null;
}

export interface CataloguePage {
  readonly entries: readonly CatalogueLine[];
  /** Null for who may not see connections. */
  readonly interfaces: readonly InterfaceLine[] | null;
  /** Open ones first, then the last decided. */
  readonly changes: readonly CatalogueChangeLine[];
  readonly mayEdit: boolean;
  readonly mayApprove: boolean;
}
