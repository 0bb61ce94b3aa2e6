CREATE TABLE "carrier_profile" (
	"company_id" integer NOT NULL,
	"carrier" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"reason" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "carrier_profile_company_id_carrier_version_pk" PRIMARY KEY("company_id","carrier","version")
);
--> statement-breakpoint
CREATE TABLE "freight_accrual" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"carrier" text collate "C" NOT NULL,
	"state" text collate "C" NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"charges" jsonb NOT NULL,
	"connection_id" uuid NOT NULL,
	"odoo_company_id" integer NOT NULL,
	"odoo_entry_id" bigint,
	"odoo_entry_name" text,
	"expected_at" timestamp with time zone NOT NULL,
	"booked_at" timestamp with time zone,
	"reversed_at" timestamp with time zone,
	"reversed_by_invoice" uuid,
	CONSTRAINT "freight_accrual_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "freight_invoice" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"document" integer NOT NULL,
	"position" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"carrier" text collate "C" NOT NULL,
	"number" text collate "C" NOT NULL,
	"pro" text collate "C",
	"received_at" timestamp with time zone NOT NULL,
	"currency" text collate "C" NOT NULL,
	"total_minor" bigint NOT NULL,
	"expected_minor" bigint,
	"payable_minor" bigint NOT NULL,
	"at_stake_minor" bigint NOT NULL,
	"outcome" text collate "C" NOT NULL,
	"holds" jsonb NOT NULL,
	"needs_second_person" boolean NOT NULL,
	"contest_by" date NOT NULL,
	"state" text collate "C" NOT NULL,
	"invoice" jsonb NOT NULL,
	"header" jsonb NOT NULL,
	"match" jsonb NOT NULL,
	"same_pro" text,
	"audited_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_by_id" uuid,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	"dispute_text" text,
	"odoo_bill_id" bigint,
	"odoo_bill_name" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "freight_invoice_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "freight_invoice_line" (
	"company_id" integer NOT NULL,
	"invoice_id" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"kind" text collate "C" NOT NULL,
	"position" integer NOT NULL,
	"line_indexes" jsonb NOT NULL,
	"contract_minor" bigint,
	"accrued_minor" bigint,
	"computed_minor" bigint,
	"billed_minor" bigint NOT NULL,
	"expected_minor" bigint,
	"difference_minor" bigint,
	"verdict" text NOT NULL,
	"holds" jsonb NOT NULL,
	"policy" jsonb,
	"evidence" jsonb NOT NULL,
	"reason" text NOT NULL,
	"decision" text NOT NULL,
	"pay_minor" bigint NOT NULL,
	CONSTRAINT "freight_invoice_line_company_id_invoice_id_shipment_id_kind_pk" PRIMARY KEY("company_id","invoice_id","shipment_id","kind")
);
--> statement-breakpoint
CREATE TABLE "freight_mark" (
	"company_id" integer NOT NULL,
	"invoice_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"document" integer NOT NULL,
	"position" integer NOT NULL,
	"marked_at" timestamp with time zone NOT NULL,
	"failure" text,
	"retry_at" timestamp with time zone,
	CONSTRAINT "freight_mark_company_id_invoice_id_pk" PRIMARY KEY("company_id","invoice_id")
);
--> statement-breakpoint
CREATE TABLE "freight_match" (
	"company_id" integer NOT NULL,
	"invoice_id" uuid NOT NULL,
	"line_index" integer NOT NULL,
	"shipment_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"how" text NOT NULL,
	"why" text NOT NULL,
	"matched_by" text NOT NULL,
	"matched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "freight_match_company_id_invoice_id_line_index_shipment_id_pk" PRIMARY KEY("company_id","invoice_id","line_index","shipment_id")
);
--> statement-breakpoint
CREATE TABLE "freight_number" (
	"company_id" integer NOT NULL,
	"lookup" text collate "C" NOT NULL,
	"type" text collate "C" NOT NULL,
	"invoice_id" uuid NOT NULL,
	CONSTRAINT "freight_number_company_id_lookup_type_invoice_id_pk" PRIMARY KEY("company_id","lookup","type","invoice_id")
);
--> statement-breakpoint
CREATE TABLE "fuel_price" (
	"company_id" integer NOT NULL,
	"index_name" text collate "C" NOT NULL,
	"effective_on" date NOT NULL,
	"version" integer NOT NULL,
	"price" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "fuel_price_company_id_index_name_effective_on_version_pk" PRIMARY KEY("company_id","index_name","effective_on","version")
);
--> statement-breakpoint
CREATE TABLE "rate_card" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"party_kind" text NOT NULL,
	"party_key" text collate "C" NOT NULL,
	"name" text collate "C" NOT NULL,
	"currency" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"card" jsonb NOT NULL,
	"reason" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rate_card_company_id_id_version_pk" PRIMARY KEY("company_id","id","version")
);
--> statement-breakpoint
CREATE TABLE "rate_card_activation" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"reason" text NOT NULL,
	"activated_by" text NOT NULL,
	"activated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rate_card_activation_company_id_id_version_pk" PRIMARY KEY("company_id","id","version")
);
--> statement-breakpoint
CREATE TABLE "tolerance_policy" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"charge" text NOT NULL,
	"scope" jsonb NOT NULL,
	"any_of" jsonb NOT NULL,
	"currency" text NOT NULL,
	"enabled" boolean NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tolerance_policy_company_id_id_version_pk" PRIMARY KEY("company_id","id","version")
);
--> statement-breakpoint
CREATE INDEX "freight_accrual_shipment_idx" ON "freight_accrual" USING btree ("company_id","shipment_id");--> statement-breakpoint
CREATE INDEX "freight_accrual_open_idx" ON "freight_accrual" USING btree ("company_id","booked_at","id") WHERE state = 'booked';--> statement-breakpoint
CREATE UNIQUE INDEX "freight_invoice_source_key" ON "freight_invoice" USING btree ("company_id","message_id","document","position");--> statement-breakpoint
CREATE INDEX "freight_invoice_list_idx" ON "freight_invoice" USING btree ("company_id","state","received_at","id");--> statement-breakpoint
CREATE INDEX "freight_invoice_outcome_idx" ON "freight_invoice" USING btree ("company_id","state","outcome","received_at","id");--> statement-breakpoint
CREATE INDEX "freight_invoice_carrier_idx" ON "freight_invoice" USING btree ("company_id","carrier","state","received_at","id");--> statement-breakpoint
CREATE INDEX "freight_invoice_stake_idx" ON "freight_invoice" USING btree ("company_id","state","currency","at_stake_minor","id");--> statement-breakpoint
CREATE INDEX "freight_invoice_contest_idx" ON "freight_invoice" USING btree ("company_id","state","contest_by","id");--> statement-breakpoint
CREATE INDEX "freight_invoice_line_shipment_idx" ON "freight_invoice_line" USING btree ("company_id","shipment_id");--> statement-breakpoint
CREATE INDEX "freight_mark_due_idx" ON "freight_mark" USING btree ("marked_at");--> statement-breakpoint
CREATE INDEX "freight_match_shipment_idx" ON "freight_match" USING btree ("company_id","shipment_id","invoice_id");--> statement-breakpoint
CREATE INDEX "freight_number_invoice_idx" ON "freight_number" USING btree ("company_id","invoice_id");--> statement-breakpoint
CREATE INDEX "rate_card_party_idx" ON "rate_card" USING btree ("company_id","party_kind","party_key","id","version");--> statement-breakpoint
CREATE INDEX "rate_card_list_idx" ON "rate_card" USING btree ("company_id","created_at","id");--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['rate_card', 'rate_card_activation', 'fuel_price', 'tolerance_policy', 'carrier_profile'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
    END LOOP;
END $$;--> statement-breakpoint
-- Bills read before this are audited too.
INSERT INTO "freight_mark" ("company_id", "invoice_id", "message_id", "document", "position", "marked_at")
SELECT company_id, md5(message_id || ' ' || document || ' ' || position)::uuid, message_id, document, position, now() FROM carrier_invoice_fact;
