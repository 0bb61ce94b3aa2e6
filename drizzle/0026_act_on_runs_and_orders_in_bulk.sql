ALTER TABLE "bulk_item" ADD COLUMN "given" jsonb;--> statement-breakpoint
ALTER TABLE "bulk_item" ADD COLUMN "result_run_id" uuid;--> statement-breakpoint
ALTER TABLE "bulk_run" ADD COLUMN "subject_kind" text DEFAULT 'exception' NOT NULL;--> statement-breakpoint
ALTER TABLE "bulk_run" ADD COLUMN "sums" jsonb DEFAULT '[]'::jsonb NOT NULL;