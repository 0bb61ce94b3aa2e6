CREATE TABLE "billing_assumption" (
	"company_id" integer NOT NULL,
	"version" integer NOT NULL,
	"assumptions" jsonb NOT NULL,
	"reason" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "billing_assumption_company_id_version_pk" PRIMARY KEY("company_id","version")
);
--> statement-breakpoint
CREATE TABLE "billing_terms" (
	"company_id" integer NOT NULL,
	"customer" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"reason" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "billing_terms_company_id_customer_version_pk" PRIMARY KEY("company_id","customer","version")
);
--> statement-breakpoint
CREATE TABLE "unbilled_day" (
	"company_id" integer NOT NULL,
	"day" date NOT NULL,
	"part" text collate "C" NOT NULL,
	"standing" text collate "C" NOT NULL,
	"currency" text collate "C" NOT NULL,
	"company_currency" text collate "C" NOT NULL,
	"orders" bigint DEFAULT 0 NOT NULL,
	"deliveries" bigint DEFAULT 0 NOT NULL,
	"amount_minor" bigint DEFAULT 0 NOT NULL,
	"company_amount_minor" bigint DEFAULT 0 NOT NULL,
	"unvalued" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "unbilled_day_company_id_day_part_standing_currency_company_currency_pk" PRIMARY KEY("company_id","day","part","standing","currency","company_currency")
);
--> statement-breakpoint
CREATE TABLE "unbilled_mark" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"order_id" bigint NOT NULL,
	"marked_at" timestamp with time zone NOT NULL,
	"failure" text,
	"retry_at" timestamp with time zone,
	CONSTRAINT "unbilled_mark_company_id_connection_id_order_id_pk" PRIMARY KEY("company_id","connection_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "unbilled_order" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"order_id" bigint NOT NULL,
	"part" text collate "C" NOT NULL,
	"currency" text collate "C" NOT NULL,
	"tab" text collate "C" NOT NULL,
	"order_name" text collate "C" NOT NULL,
	"customer" text collate "C" NOT NULL,
	"amount_minor" bigint NOT NULL,
	"company_currency" text collate "C" NOT NULL,
	"company_amount_minor" bigint,
	"rate" text,
	"rate_on" date,
	"standing" text collate "C" NOT NULL,
	"blockers" jsonb NOT NULL,
	"since_at" timestamp with time zone NOT NULL,
	"clock_start_at" timestamp with time zone,
	"lines" integer NOT NULL,
	"deliveries" jsonb NOT NULL,
	"delivery_count" integer NOT NULL,
	"move_ids" jsonb NOT NULL,
	"recheck_at" timestamp with time zone,
	CONSTRAINT "unbilled_order_company_id_connection_id_order_id_part_currency_pk" PRIMARY KEY("company_id","connection_id","order_id","part","currency")
);
--> statement-breakpoint
CREATE TABLE "unbilled_sum" (
	"company_id" integer NOT NULL,
	"part" text collate "C" NOT NULL,
	"standing" text collate "C" NOT NULL,
	"since_hour" timestamp with time zone NOT NULL,
	"customer" text collate "C" NOT NULL,
	"currency" text collate "C" NOT NULL,
	"company_currency" text collate "C" NOT NULL,
	"orders" bigint DEFAULT 0 NOT NULL,
	"deliveries" bigint DEFAULT 0 NOT NULL,
	"amount_minor" bigint DEFAULT 0 NOT NULL,
	"company_amount_minor" bigint DEFAULT 0 NOT NULL,
	"unvalued" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "unbilled_sum_company_id_part_standing_since_hour_customer_currency_company_currency_pk" PRIMARY KEY("company_id","part","standing","since_hour","customer","currency","company_currency")
);
--> statement-breakpoint
CREATE INDEX "unbilled_mark_due_idx" ON "unbilled_mark" USING btree ("marked_at");--> statement-breakpoint
CREATE INDEX "unbilled_order_tab_idx" ON "unbilled_order" USING btree ("company_id","tab","since_at","connection_id","order_id","part","currency");--> statement-breakpoint
CREATE INDEX "unbilled_order_standing_idx" ON "unbilled_order" USING btree ("company_id","tab","standing","since_at","connection_id","order_id","part","currency");--> statement-breakpoint
CREATE INDEX "unbilled_order_customer_idx" ON "unbilled_order" USING btree ("company_id","tab","customer","since_at","connection_id","order_id","part","currency");--> statement-breakpoint
CREATE INDEX "unbilled_order_draft_idx" ON "unbilled_order" USING btree ("company_id","since_at","connection_id","order_id","part","currency") WHERE part = 'draft';--> statement-breakpoint
CREATE INDEX "unbilled_order_failed_idx" ON "unbilled_order" USING btree ("company_id","connection_id","order_id") WHERE blockers @> '["sync_failed"]'::jsonb;--> statement-breakpoint
CREATE INDEX "unbilled_order_recheck_idx" ON "unbilled_order" USING btree ("recheck_at") WHERE recheck_at is not null;--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['billing_terms', 'billing_assumption'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
    END LOOP;
END $$;
