CREATE TABLE "business_calendar" (
	"company_id" integer NOT NULL,
	"name" text collate "C" NOT NULL,
	"calendar" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "business_calendar_company_id_name_pk" PRIMARY KEY("company_id","name")
);
--> statement-breakpoint
CREATE TABLE "clock" (
	"company_id" integer NOT NULL,
	"shipment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"stop" smallint NOT NULL,
	"policy_id" uuid NOT NULL,
	"policy_version" integer NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"stopped_at" timestamp with time zone,
	"breached_at" timestamp with time zone,
	"paused_minutes" integer NOT NULL,
	"event_id" uuid,
	"next_change_at" timestamp with time zone,
	"customer" text,
	"carrier" text,
	"judged_at" timestamp with time zone NOT NULL,
	CONSTRAINT "clock_company_id_shipment_id_kind_stop_pk" PRIMARY KEY("company_id","shipment_id","kind","stop")
);
--> statement-breakpoint
CREATE TABLE "clock_policy" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"scope" jsonb NOT NULL,
	"budget_minutes" integer NOT NULL,
	"early_minutes" integer,
	"at_risk_minutes" integer NOT NULL,
	"calendar" jsonb,
	"pauses" jsonb NOT NULL,
	"enabled" boolean NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"reason" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "clock_policy_company_id_id_version_pk" PRIMARY KEY("company_id","id","version")
);
--> statement-breakpoint
CREATE TABLE "clock_verdict" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"stop" smallint NOT NULL,
	"state" text NOT NULL,
	"before" text,
	"cause" text NOT NULL,
	"policy_id" uuid NOT NULL,
	"policy_version" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"event_id" uuid,
	"explanation" text NOT NULL,
	"judged_at" timestamp with time zone NOT NULL,
	CONSTRAINT "clock_verdict_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "bulk_item" (
	"company_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"subject_id" uuid NOT NULL,
	"subject_version" integer NOT NULL,
	"label" text NOT NULL,
	"state" text NOT NULL,
	"message" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "bulk_item_company_id_run_id_position_pk" PRIMARY KEY("company_id","run_id","position")
);
--> statement-breakpoint
CREATE TABLE "bulk_run" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"action" text NOT NULL,
	"input" jsonb NOT NULL,
	"filter" jsonb NOT NULL,
	"state" text NOT NULL,
	"requested_by_id" uuid NOT NULL,
	"requested_by" text NOT NULL,
	"requested_by_role" text NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"item_count" integer NOT NULL,
	"left_out" jsonb NOT NULL,
	"done_count" integer DEFAULT 0 NOT NULL,
	"failed_count" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "bulk_run_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "exception" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text collate "C" NOT NULL,
	"cause" text collate "C" NOT NULL,
	"group_id" uuid,
	"shipment_id" uuid,
	"subject_label" text NOT NULL,
	"customer" text,
	"carrier" text,
	"connection_id" uuid,
	"summary" text NOT NULL,
	"severity" text NOT NULL,
	"severity_rank" smallint NOT NULL,
	"money_minor" bigint,
	"currency" text,
	"owner_role" text NOT NULL,
	"assignee_id" uuid,
	"state" text NOT NULL,
	"due_at" timestamp with time zone,
	"opened_at" timestamp with time zone NOT NULL,
	"since_at" timestamp with time zone NOT NULL,
	"reopened_count" integer DEFAULT 0 NOT NULL,
	"snoozed_until" timestamp with time zone,
	"snoozed_for_event" text,
	"ignored_until" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	"resolution" text,
	"cause_holds" smallint DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "exception_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "exception_count" (
	"company_id" integer NOT NULL,
	"key" text collate "C" NOT NULL,
	"slot" smallint NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "exception_count_company_id_key_slot_pk" PRIMARY KEY("company_id","key","slot")
);
--> statement-breakpoint
CREATE TABLE "exception_group" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"signature" text collate "C" NOT NULL,
	"title" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"open_count" integer DEFAULT 0 NOT NULL,
	"total_count" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "exception_group_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "exception_history" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"exception_id" uuid NOT NULL,
	"action" text NOT NULL,
	"actor" text NOT NULL,
	"actor_id" uuid,
	"note" text,
	"mentions" uuid[],
	"before" jsonb,
	"after" jsonb,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "exception_history_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "runbook" (
	"company_id" integer NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"markdown" text NOT NULL,
	"changed_by" text NOT NULL,
	"reason" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "runbook_company_id_kind_version_pk" PRIMARY KEY("company_id","kind","version")
);
--> statement-breakpoint
ALTER TABLE "shipment_state" ADD COLUMN "clocks" jsonb;--> statement-breakpoint
CREATE INDEX "clock_due_idx" ON "clock" USING btree ("next_change_at") WHERE next_change_at is not null;--> statement-breakpoint
CREATE INDEX "clock_list_idx" ON "clock" USING btree ("company_id","state","due_at","shipment_id","kind","stop");--> statement-breakpoint
CREATE INDEX "clock_customer_idx" ON "clock" USING btree ("company_id","customer","state","due_at","shipment_id","kind","stop");--> statement-breakpoint
CREATE INDEX "clock_carrier_idx" ON "clock" USING btree ("company_id","carrier","state","due_at","shipment_id","kind","stop");--> statement-breakpoint
CREATE INDEX "clock_policy_idx" ON "clock" USING btree ("company_id","policy_id","state","due_at","shipment_id","kind","stop");--> statement-breakpoint
CREATE INDEX "clock_verdict_clock_idx" ON "clock_verdict" USING btree ("company_id","shipment_id","kind","stop","judged_at");--> statement-breakpoint
CREATE INDEX "bulk_item_waiting_idx" ON "bulk_item" USING btree ("company_id","run_id","position") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "bulk_run_open_idx" ON "bulk_run" USING btree ("planned_at") WHERE state in ('running', 'stopping');--> statement-breakpoint
CREATE UNIQUE INDEX "exception_subject_key" ON "exception" USING btree ("company_id","subject_kind","subject_id","kind","cause");--> statement-breakpoint
CREATE INDEX "exception_list_idx" ON "exception" USING btree ("company_id","state","severity_rank","since_at","id");--> statement-breakpoint
CREATE INDEX "exception_owner_idx" ON "exception" USING btree ("company_id","owner_role","state","severity_rank","since_at","id");--> statement-breakpoint
CREATE INDEX "exception_assignee_idx" ON "exception" USING btree ("company_id","assignee_id","state","severity_rank","since_at","id");--> statement-breakpoint
CREATE INDEX "exception_kind_idx" ON "exception" USING btree ("company_id","kind","state","severity_rank","since_at","id");--> statement-breakpoint
CREATE INDEX "exception_group_idx" ON "exception" USING btree ("company_id","group_id","state","id");--> statement-breakpoint
CREATE INDEX "exception_shipment_idx" ON "exception" USING btree ("company_id","shipment_id");--> statement-breakpoint
CREATE INDEX "exception_changed_idx" ON "exception" USING btree ("company_id","changed_at","id");--> statement-breakpoint
CREATE INDEX "exception_wake_idx" ON "exception" USING btree ("snoozed_until") WHERE snoozed_until is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "exception_group_signature_key" ON "exception_group" USING btree ("company_id","connection_id","kind","signature");--> statement-breakpoint
CREATE INDEX "exception_history_idx" ON "exception_history" USING btree ("company_id","exception_id","at","id");--> statement-breakpoint
CREATE INDEX "exception_history_time_idx" ON "exception_history" USING btree ("company_id","at","id");--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['clock_policy', 'clock_verdict', 'exception_history', 'runbook'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
    END LOOP;
END $$;
