ALTER TABLE "overview_day" ADD COLUMN "late_word_shipments" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "overview_day" ADD COLUMN "disordered_shipments" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "overview_day" ADD COLUMN "silent_shipments" bigint DEFAULT 0 NOT NULL;
