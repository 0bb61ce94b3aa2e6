CREATE SEQUENCE flow_run_position_seq;--> statement-breakpoint
CREATE TABLE "flow_approval" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"step" text NOT NULL,
	"state" text NOT NULL,
	"question" text NOT NULL,
	"permission" text NOT NULL,
	"four_eyes" boolean NOT NULL,
	"requested_by_id" uuid,
	"amount_minor" bigint,
	"currency" text,
	"evidence" jsonb NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"escalates_at" timestamp with time zone NOT NULL,
	"escalated_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_by_id" uuid,
	"decided_at" timestamp with time zone,
	"comment" text,
	CONSTRAINT "flow_approval_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "flow_attempt" (
	"company_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"step" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"note" text NOT NULL,
	"failure_class" text,
	"command_id" uuid,
	CONSTRAINT "flow_attempt_company_id_run_id_number_pk" PRIMARY KEY("company_id","run_id","number")
);
--> statement-breakpoint
CREATE TABLE "flow_decision" (
	"company_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"step" text NOT NULL,
	"actor" text NOT NULL,
	"actor_id" uuid,
	"on_behalf_of" text,
	"reason" text,
	"before" jsonb,
	"after" jsonb,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "flow_decision_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "flow_delegation" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"from_user_id" uuid NOT NULL,
	"to_user_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_early_at" timestamp with time zone,
	CONSTRAINT "flow_delegation_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "flow_pause" (
	"company_id" integer NOT NULL,
	"flow" text NOT NULL,
	"paused_by" text NOT NULL,
	"reason" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "flow_pause_company_id_flow_pk" PRIMARY KEY("company_id","flow")
);
--> statement-breakpoint
CREATE TABLE "flow_run" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"flow" text NOT NULL,
	"flow_version" integer NOT NULL,
	"business_key" text collate "C" NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"subject_label" text NOT NULL,
	"shipment_id" uuid,
	"connection_id" uuid,
	"customer" text,
	"carrier" text,
	"order_key" text collate "C" NOT NULL,
	"position" bigint DEFAULT nextval('flow_run_position_seq') NOT NULL,
	"state" text NOT NULL,
	"step" text NOT NULL,
	"payload" jsonb NOT NULL,
	"data" jsonb NOT NULL,
	"reason" text,
	"blocker" text,
	"failure_class" text,
	"command_id" uuid,
	"amount_minor" bigint,
	"currency" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"undoing" text[],
	"passes_pause" boolean DEFAULT false NOT NULL,
	"started_by" text NOT NULL,
	"started_by_id" uuid,
	"trace_id" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"lease_owner" uuid,
	"leased_until" timestamp with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "flow_run_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "flow_setting" (
	"company_id" integer NOT NULL,
	"flow" text NOT NULL,
	"version" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"reason" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "flow_setting_company_id_flow_version_pk" PRIMARY KEY("company_id","flow","version")
);
--> statement-breakpoint
CREATE TABLE "flow_wait" (
	"company_id" integer NOT NULL,
	"key" text collate "C" NOT NULL,
	"run_id" uuid NOT NULL,
	CONSTRAINT "flow_wait_company_id_key_run_id_pk" PRIMARY KEY("company_id","key","run_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "flow_approval_open_key" ON "flow_approval" USING btree ("company_id","run_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "flow_approval_queue_idx" ON "flow_approval" USING btree ("company_id","asked_at","id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "flow_approval_run_idx" ON "flow_approval" USING btree ("company_id","run_id","asked_at");--> statement-breakpoint
CREATE INDEX "flow_approval_due_idx" ON "flow_approval" USING btree ("escalates_at") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "flow_attempt_command_idx" ON "flow_attempt" USING btree ("company_id","command_id") WHERE command_id is not null;--> statement-breakpoint
CREATE INDEX "flow_decision_run_idx" ON "flow_decision" USING btree ("company_id","run_id","at","id");--> statement-breakpoint
CREATE INDEX "flow_delegation_to_idx" ON "flow_delegation" USING btree ("company_id","to_user_id","ends_at");--> statement-breakpoint
CREATE INDEX "flow_delegation_from_idx" ON "flow_delegation" USING btree ("company_id","from_user_id","ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "flow_run_business_key" ON "flow_run" USING btree ("company_id","flow","business_key");--> statement-breakpoint
CREATE INDEX "flow_run_due_idx" ON "flow_run" USING btree ("next_at","position") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "flow_run_order_idx" ON "flow_run" USING btree ("company_id","order_key","position") WHERE state in ('queued', 'running', 'retrying', 'compensating') or (state = 'waiting' and command_id is not null);--> statement-breakpoint
CREATE INDEX "flow_run_command_idx" ON "flow_run" USING btree ("company_id","command_id") WHERE state = 'waiting' and command_id is not null;--> statement-breakpoint
CREATE INDEX "flow_run_list_idx" ON "flow_run" USING btree ("company_id","state","changed_at","id");--> statement-breakpoint
CREATE INDEX "flow_run_open_idx" ON "flow_run" USING btree ("company_id","flow","state","connection_id") WHERE state not in ('done', 'cancelled');--> statement-breakpoint
CREATE INDEX "flow_run_flow_idx" ON "flow_run" USING btree ("company_id","flow","state","changed_at","id");--> statement-breakpoint
CREATE INDEX "flow_run_shipment_idx" ON "flow_run" USING btree ("company_id","shipment_id");--> statement-breakpoint
CREATE INDEX "flow_run_subject_idx" ON "flow_run" USING btree ("company_id","subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "flow_wait_run_idx" ON "flow_wait" USING btree ("company_id","run_id");--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['flow_attempt', 'flow_decision', 'flow_setting'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
    END LOOP;
END $$;
