CREATE TABLE "notice" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"notice_key" text collate "C" NOT NULL,
	"subscription_id" uuid,
	"user_id" uuid,
	"receiver" text collate "C" NOT NULL,
	"channel" text NOT NULL,
	"address" text,
	"kind" text NOT NULL,
	"cause_key" text collate "C" NOT NULL,
	"join_until" timestamp with time zone,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"href" text,
	"content" jsonb,
	"shipment_id" uuid,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"tries" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"next_try_at" timestamp with time zone,
	"leased_until" timestamp with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "notice_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_contact" (
	"company_id" integer NOT NULL,
	"customer" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"language" text NOT NULL,
	"addresses" text[] NOT NULL,
	"enabled" boolean NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_contact_company_id_customer_version_pk" PRIMARY KEY("company_id","customer","version")
);
--> statement-breakpoint
CREATE TABLE "notice_cursor" (
	"company_id" integer NOT NULL,
	"source" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"id" uuid NOT NULL,
	"swept_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_cursor_company_id_source_pk" PRIMARY KEY("company_id","source")
);
--> statement-breakpoint
CREATE TABLE "notice_item" (
	"company_id" integer NOT NULL,
	"receiver" text collate "C" NOT NULL,
	"exception_id" uuid NOT NULL,
	"turn" text collate "C" NOT NULL,
	"notice_id" uuid NOT NULL,
	"over_at" timestamp with time zone,
	CONSTRAINT "notice_item_company_id_receiver_exception_id_turn_pk" PRIMARY KEY("company_id","receiver","exception_id","turn")
);
--> statement-breakpoint
CREATE TABLE "notice_template" (
	"company_id" integer NOT NULL,
	"customer" text collate "C" NOT NULL,
	"language" text collate "C" NOT NULL,
	"milestone" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"enabled" boolean NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_template_company_id_customer_language_milestone_version_pk" PRIMARY KEY("company_id","customer","language","milestone","version")
);
--> statement-breakpoint
CREATE TABLE "subscription" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid,
	"role" text,
	"name" text NOT NULL,
	"channel" text NOT NULL,
	"address" text,
	"address_sealed" "bytea",
	"secret_sealed" "bytea",
	"rule" jsonb NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "subscription_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "notice_key" ON "notice" USING btree ("company_id","notice_key");--> statement-breakpoint
CREATE INDEX "notice_due_idx" ON "notice" USING btree ("next_try_at") WHERE next_try_at is not null;--> statement-breakpoint
CREATE INDEX "notice_round_idx" ON "notice" USING btree ("company_id","receiver","cause_key","join_until") WHERE join_until is not null;--> statement-breakpoint
CREATE INDEX "notice_user_idx" ON "notice" USING btree ("company_id","user_id","created_at","id") WHERE channel = 'in_app';--> statement-breakpoint
CREATE INDEX "notice_unread_idx" ON "notice" USING btree ("company_id","user_id") WHERE channel = 'in_app' and state = 'sent' and read_at is null;--> statement-breakpoint
CREATE INDEX "notice_list_idx" ON "notice" USING btree ("company_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "notice_time_idx" ON "notice" USING btree ("company_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notice_shipment_idx" ON "notice" USING btree ("company_id","shipment_id","created_at") WHERE shipment_id is not null;--> statement-breakpoint
CREATE INDEX "notice_item_exception_idx" ON "notice_item" USING btree ("company_id","exception_id");--> statement-breakpoint
CREATE INDEX "notice_item_notice_idx" ON "notice_item" USING btree ("company_id","notice_id");--> statement-breakpoint
CREATE INDEX "subscription_user_idx" ON "subscription" USING btree ("company_id","user_id");--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['notice_template', 'notice_contact'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
    END LOOP;
END $$;
