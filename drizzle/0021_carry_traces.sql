ALTER TABLE "command" ADD COLUMN "trace_id" uuid;--> statement-breakpoint
ALTER TABLE "command" ADD COLUMN "trace_parent" text;--> statement-breakpoint
ALTER TABLE "inbox_message" ADD COLUMN "trace_id" uuid;--> statement-breakpoint
CREATE INDEX "command_trace_idx" ON "command" USING btree ("company_id","trace_id") WHERE trace_id is not null;--> statement-breakpoint
CREATE INDEX "flow_run_trace_idx" ON "flow_run" USING btree ("company_id","trace_id") WHERE trace_id is not null;--> statement-breakpoint
CREATE INDEX "inbox_message_trace_idx" ON "inbox_message" USING btree ("company_id","trace_id") WHERE trace_id is not null;
