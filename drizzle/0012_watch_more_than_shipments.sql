CREATE TABLE "severity_policy" (
	"company_id" integer NOT NULL,
	"version" integer NOT NULL,
	"policy" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"reason" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "severity_policy_company_id_version_pk" PRIMARY KEY("company_id","version")
);
--> statement-breakpoint
CREATE TABLE "watch_cursor" (
	"watcher" text PRIMARY KEY NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"subject_id" uuid NOT NULL,
	"swept_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "exception_group_idx";--> statement-breakpoint
ALTER TABLE "bulk_run" ADD COLUMN "skipped_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "exception_group_order_idx" ON "exception" USING btree ("company_id","group_id","state","severity_rank","since_at","id");--> statement-breakpoint
CREATE INDEX "exception_customer_idx" ON "exception" USING btree ("company_id","customer","state","severity_rank","since_at","id") WHERE state in ('open', 'acknowledged', 'snoozed');--> statement-breakpoint
CREATE INDEX "exception_carrier_idx" ON "exception" USING btree ("company_id","carrier","state","severity_rank","since_at","id") WHERE state in ('open', 'acknowledged', 'snoozed');--> statement-breakpoint
CREATE INDEX "exception_connection_idx" ON "exception" USING btree ("company_id","connection_id","state","severity_rank","since_at","id") WHERE state in ('open', 'acknowledged', 'snoozed');--> statement-breakpoint
CREATE INDEX "exception_resolved_idx" ON "exception" USING btree ("company_id","resolved_at","id") WHERE state = 'resolved';--> statement-breakpoint
CREATE INDEX "exception_label_idx" ON "exception" USING btree ("company_id",(upper(subject_label) collate "C"));--> statement-breakpoint
CREATE INDEX "exception_held_idx" ON "exception" USING btree ("subject_kind","company_id","subject_id") WHERE cause_holds = 1 and subject_kind <> 'shipment';--> statement-breakpoint
CREATE INDEX "exception_ignored_idx" ON "exception" USING btree ("ignored_until") WHERE state = 'ignored' and cause_holds = 1;--> statement-breakpoint
CREATE INDEX "message_state_watch_idx" ON "message_state" USING btree ("processed_at","message_id") WHERE rank in (0, 3) or version > 1;--> statement-breakpoint
CREATE INDEX "outbound_message_ready_idx" ON "outbound_message" USING btree ("company_id","connection_id","created_at") WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX "stock_discrepancy_changed_idx" ON "stock_discrepancy" USING btree ("changed_at","id");--> statement-breakpoint
CREATE TRIGGER "severity_policy_append_only" BEFORE UPDATE OR DELETE ON "severity_policy" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER "severity_policy_no_truncate" BEFORE TRUNCATE ON "severity_policy" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
