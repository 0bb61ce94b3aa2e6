CREATE SEQUENCE inbox_message_seq;--> statement-breakpoint
CREATE TABLE "app_user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" integer NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text,
	"must_change_password" integer DEFAULT 0 NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"company_id" integer PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"company_id" integer NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"reason" text,
	"before" jsonb,
	"after" jsonb,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_log_company_id_seq_pk" PRIMARY KEY("company_id","seq")
);
--> statement-breakpoint
CREATE TABLE "company" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "company_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"default_zone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "company_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "saved_view" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"page" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared_with_role" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_view_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempt" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"failed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user_session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"address" text,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "code_override" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"code_list" text NOT NULL,
	"code" text NOT NULL,
	"milestone" text NOT NULL,
	"classifier" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "code_override_company_id_connection_id_version_code_list_code_pk" PRIMARY KEY("company_id","connection_id","version","code_list","code")
);
--> statement-breakpoint
CREATE TABLE "connection" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" integer NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"dialect" text NOT NULL,
	"partner_kind" text NOT NULL,
	"carrier_scac" text,
	"default_zone" text,
	"verification" jsonb NOT NULL,
	"delivery_key_header" text,
	"csv_mapping" jsonb,
	"may_create_shipments" boolean DEFAULT false NOT NULL,
	"max_body_bytes" integer NOT NULL,
	"rate_per_minute" integer DEFAULT 6000 NOT NULL,
	"watch_folder" boolean DEFAULT false NOT NULL,
	"acknowledges" boolean DEFAULT true NOT NULL,
	"mapping_version" integer DEFAULT 0 NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "connection_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "connection_secret" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "connection_secret_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "intake_counter" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"hour_at" timestamp with time zone NOT NULL,
	"accepted" bigint DEFAULT 0 NOT NULL,
	"repeated" bigint DEFAULT 0 NOT NULL,
	"conflicting" bigint DEFAULT 0 NOT NULL,
	"unsigned" bigint DEFAULT 0 NOT NULL,
	"too_large" bigint DEFAULT 0 NOT NULL,
	"over_rate" bigint DEFAULT 0 NOT NULL,
	"bad_encoding" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "intake_counter_company_id_connection_id_hour_at_pk" PRIMARY KEY("company_id","connection_id","hour_at")
);
--> statement-breakpoint
CREATE TABLE "unmapped_code" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"code_list" text NOT NULL,
	"code" text NOT NULL,
	"count" bigint NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"example_message_id" uuid NOT NULL,
	CONSTRAINT "unmapped_code_company_id_connection_id_code_list_code_pk" PRIMARY KEY("company_id","connection_id","code_list","code")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"identity" uuid NOT NULL,
	"shipment_id" uuid NOT NULL,
	"milestone" text NOT NULL,
	"classifier" text NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"occurred_local" text,
	"occurred_offset" text,
	"time_zone" text,
	"time_zone_assumed" boolean NOT NULL,
	"sent_at" timestamp with time zone,
	"received_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"place" jsonb,
	"stop_sequence" integer,
	"raw_code" text NOT NULL,
	"code_list" text NOT NULL,
	"reason_code" text,
	"reason_kind" text,
	"fault_party" text,
	"refs" jsonb NOT NULL,
	"note" text,
	"facts" jsonb,
	"voids_identity" uuid,
	"connection_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"document" integer NOT NULL,
	"at" text NOT NULL,
	"mapping_version" text NOT NULL,
	"match_reason" text NOT NULL,
	"actor_name" text,
	CONSTRAINT "event_company_id_recorded_at_id_pk" PRIMARY KEY("company_id","recorded_at","id")
) PARTITION BY RANGE ("recorded_at");
--> statement-breakpoint
CREATE TABLE "event_identity" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	CONSTRAINT "event_identity_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "carrier_invoice_fact" (
	"company_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"document" integer NOT NULL,
	"position" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"number" text NOT NULL,
	"carrier" text,
	"invoice" jsonb NOT NULL,
	"shipment_id" uuid,
	CONSTRAINT "carrier_invoice_fact_company_id_message_id_document_position_pk" PRIMARY KEY("company_id","message_id","document","position")
);
--> statement-breakpoint
CREATE TABLE "delivery_identity" (
	"company_id" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"delivery_key" text collate "C" NOT NULL,
	"message_id" uuid NOT NULL,
	"sha256" "bytea" NOT NULL,
	CONSTRAINT "delivery_identity_company_id_connection_id_delivery_key_pk" PRIMARY KEY("company_id","connection_id","delivery_key")
);
--> statement-breakpoint
CREATE TABLE "inbox_message" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"delivery_key" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"content_type" text,
	"content_encoding" text,
	"headers" jsonb NOT NULL,
	"size_bytes" integer NOT NULL,
	"file_name" text,
	"transport" text NOT NULL,
	"conflict_with" uuid,
	"received_at" timestamp with time zone NOT NULL,
	"shard" smallint NOT NULL,
	"xid" "xid8" NOT NULL,
	"seq" bigint DEFAULT nextval('inbox_message_seq') NOT NULL,
	CONSTRAINT "inbox_message_company_id_id_pk" PRIMARY KEY("company_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "message_decision" (
	"company_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"shipment_ids" uuid[] NOT NULL,
	"decided_by" text NOT NULL,
	"reason" text,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "message_decision_company_id_message_id_pk" PRIMARY KEY("company_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "message_state" (
	"company_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"rank" smallint NOT NULL,
	"reason_code" text,
	"reason" text,
	"format" text NOT NULL,
	"documents" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"file_name" text,
	"key_reference" text,
	"shipment_ids" uuid[] NOT NULL,
	"candidate_ids" uuid[] NOT NULL,
	"event_count" integer NOT NULL,
	"new_event_count" integer NOT NULL,
	"problems" jsonb NOT NULL,
	"attempts" integer NOT NULL,
	"processed_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "message_state_company_id_message_id_pk" PRIMARY KEY("company_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "outbound_message" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"operation_key" text collate "C" NOT NULL,
	"in_reply_to" uuid,
	"control_number" bigint NOT NULL,
	"verdict" text NOT NULL,
	"state" text NOT NULL,
	"body" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"fetched_at" timestamp with time zone,
	CONSTRAINT "outbound_message_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "pipeline_cursor" (
	"pipeline" text NOT NULL,
	"shard" smallint NOT NULL,
	"xid" "xid8" NOT NULL,
	"seq" bigint NOT NULL,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pipeline_cursor_pipeline_shard_pk" PRIMARY KEY("pipeline","shard")
);
--> statement-breakpoint
CREATE TABLE "reprocess_request" (
	"company_id" integer NOT NULL,
	"message_id" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"cause" text NOT NULL,
	CONSTRAINT "reprocess_request_company_id_message_id_pk" PRIMARY KEY("company_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "waiting_reference" (
	"company_id" integer NOT NULL,
	"lookup" text collate "C" NOT NULL,
	"type" text NOT NULL,
	"message_id" uuid NOT NULL,
	"since_at" timestamp with time zone NOT NULL,
	CONSTRAINT "waiting_reference_company_id_lookup_type_message_id_pk" PRIMARY KEY("company_id","lookup","type","message_id")
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeat" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"stopping" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shipment" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"number" text collate "C" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by_message" uuid,
	CONSTRAINT "shipment_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "shipment_count" (
	"company_id" integer NOT NULL,
	"key" text collate "C" NOT NULL,
	"slot" smallint NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "shipment_count_company_id_key_slot_pk" PRIMARY KEY("company_id","key","slot")
);
--> statement-breakpoint
CREATE TABLE "shipment_facet" (
	"company_id" integer NOT NULL,
	"facet" text NOT NULL,
	"value" text collate "C" NOT NULL,
	CONSTRAINT "shipment_facet_company_id_facet_value_pk" PRIMARY KEY("company_id","facet","value")
);
--> statement-breakpoint
CREATE TABLE "shipment_reference" (
	"company_id" integer NOT NULL,
	"lookup" text collate "C" NOT NULL,
	"type" text NOT NULL,
	"shipment_id" uuid NOT NULL,
	"value" text NOT NULL,
	"scope" text,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shipment_reference_company_id_lookup_type_shipment_id_pk" PRIMARY KEY("company_id","lookup","type","shipment_id")
);
--> statement-breakpoint
CREATE TABLE "shipment_state" (
	"company_id" integer NOT NULL,
	"shipment_id" uuid NOT NULL,
	"number" text collate "C" NOT NULL,
	"status" text,
	"stage" text NOT NULL,
	"open" boolean NOT NULL,
	"customer" text,
	"carrier" text,
	"mode" text,
	"origin" text,
	"destination" text,
	"pickup_at" timestamp with time zone,
	"delivery_due_at" timestamp with time zone,
	"eta_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"last_event_at" timestamp with time zone,
	"attention_kind" text NOT NULL,
	"board_key" bigint NOT NULL,
	"recheck_at" timestamp with time zone,
	"event_count" integer NOT NULL,
	"view" jsonb NOT NULL,
	"state_hash" text NOT NULL,
	"folded_at" timestamp with time zone NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "shipment_state_company_id_shipment_id_pk" PRIMARY KEY("company_id","shipment_id")
);
--> statement-breakpoint
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_company_id_company_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."company"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_owner_id_app_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "code_override" ADD CONSTRAINT "code_override_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_company_id_company_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."company"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection_secret" ADD CONSTRAINT "connection_secret_connection_id_connection_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "app_user_company_idx" ON "app_user" USING btree ("company_id","name");--> statement-breakpoint
CREATE INDEX "audit_log_subject_idx" ON "audit_log" USING btree ("company_id","subject_kind","subject_id","seq");--> statement-breakpoint
CREATE INDEX "audit_log_actor_idx" ON "audit_log" USING btree ("company_id","actor_id","seq");--> statement-breakpoint
CREATE INDEX "audit_log_action_idx" ON "audit_log" USING btree ("company_id","action","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_view_name_key" ON "saved_view" USING btree ("company_id","owner_id","page","name");--> statement-breakpoint
CREATE INDEX "sign_in_attempt_key_idx" ON "sign_in_attempt" USING btree ("key","failed_at");--> statement-breakpoint
CREATE INDEX "user_session_user_idx" ON "user_session" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "user_session_expiry_idx" ON "user_session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "connection_company_idx" ON "connection" USING btree ("company_id","name");--> statement-breakpoint
CREATE INDEX "connection_secret_connection_idx" ON "connection_secret" USING btree ("company_id","connection_id");--> statement-breakpoint
CREATE UNIQUE INDEX "intake_counter_hour_key" ON "intake_counter" USING btree ("company_id","hour_at","connection_id");--> statement-breakpoint
CREATE INDEX "event_shipment_idx" ON "event" USING btree ("company_id","shipment_id");--> statement-breakpoint
CREATE INDEX "carrier_invoice_fact_shipment_idx" ON "carrier_invoice_fact" USING btree ("company_id","shipment_id");--> statement-breakpoint
CREATE INDEX "inbox_message_log_idx" ON "inbox_message" USING btree ("shard","xid","seq");--> statement-breakpoint
CREATE INDEX "message_state_rank_idx" ON "message_state" USING btree ("company_id","rank","received_at","message_id");--> statement-breakpoint
CREATE INDEX "message_state_time_idx" ON "message_state" USING btree ("company_id","received_at","message_id");--> statement-breakpoint
CREATE INDEX "message_state_connection_idx" ON "message_state" USING btree ("company_id","connection_id","rank","received_at","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbound_message_operation_key" ON "outbound_message" USING btree ("company_id","operation_key");--> statement-breakpoint
CREATE INDEX "outbound_message_time_idx" ON "outbound_message" USING btree ("company_id","created_at","id");--> statement-breakpoint
CREATE INDEX "outbound_message_reply_idx" ON "outbound_message" USING btree ("company_id","in_reply_to");--> statement-breakpoint
CREATE INDEX "reprocess_request_time_idx" ON "reprocess_request" USING btree ("requested_at");--> statement-breakpoint
CREATE INDEX "waiting_reference_message_idx" ON "waiting_reference" USING btree ("company_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shipment_number_key" ON "shipment" USING btree ("company_id","number");--> statement-breakpoint
CREATE INDEX "shipment_reference_shipment_idx" ON "shipment_reference" USING btree ("company_id","shipment_id");--> statement-breakpoint
CREATE INDEX "shipment_reference_added_idx" ON "shipment_reference" USING btree ("added_at");--> statement-breakpoint
CREATE INDEX "shipment_state_board_idx" ON "shipment_state" USING btree ("company_id","board_key","shipment_id");--> statement-breakpoint
CREATE INDEX "shipment_state_stage_idx" ON "shipment_state" USING btree ("company_id","stage","board_key","shipment_id");--> statement-breakpoint
CREATE INDEX "shipment_state_customer_idx" ON "shipment_state" USING btree ("company_id","customer","board_key","shipment_id");--> statement-breakpoint
CREATE INDEX "shipment_state_carrier_idx" ON "shipment_state" USING btree ("company_id","carrier","board_key","shipment_id");--> statement-breakpoint
CREATE INDEX "shipment_state_pickup_idx" ON "shipment_state" USING btree ("company_id","pickup_at","shipment_id");--> statement-breakpoint
CREATE INDEX "shipment_state_recheck_idx" ON "shipment_state" USING btree ("recheck_at") WHERE recheck_at is not null;--> statement-breakpoint
-- Lowest UUIDv7 of a moment: 48 bits of milliseconds, version 7, variant 10, all else zero. Bounds of the inbox's partitions.
CREATE FUNCTION uuid_v7_floor(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$$;--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation',
    HINT = 'Correct an event with a later event that voids it.';
END $$;--> statement-breakpoint
-- Makes the monthly partitions of the log tables from one month back to `months_ahead` months on. Safe to repeat.
CREATE FUNCTION ensure_partitions(months_ahead integer) RETURNS integer LANGUAGE plpgsql SET timezone TO 'UTC' AS $$
DECLARE
  month timestamptz;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('milepost.ensure_partitions'));
  FOR month IN SELECT generate_series(date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month',
      date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => months_ahead), interval '1 month') AT TIME ZONE 'UTC'
  LOOP
    IF to_regclass('event_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM')) IS NULL THEN
      BEGIN
        EXECUTE format('CREATE TABLE %I PARTITION OF event FOR VALUES FROM (%L) TO (%L)',
          'event_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'), month, month + interval '1 month');
        EXECUTE format('CREATE TABLE %I PARTITION OF inbox_message FOR VALUES FROM (%L) TO (%L)',
          'inbox_message_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'), uuid_v7_floor(month), uuid_v7_floor(month + interval '1 month'));
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
          'event_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'));
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
          'inbox_message_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'));
        made := made + 1;
      EXCEPTION WHEN check_violation THEN
        -- Rows of that month already lie in the default partition: they stay there, and the other months go on.
        RAISE WARNING 'no partition for %: the default partition holds rows of it', month;
      END;
    END IF;
  END LOOP;
  RETURN made;
END $$;--> statement-breakpoint
-- Nothing acknowledged may ever fail for want of a partition.
CREATE TABLE event_default PARTITION OF event DEFAULT;--> statement-breakpoint
CREATE TABLE inbox_message_default PARTITION OF inbox_message DEFAULT;--> statement-breakpoint
SELECT ensure_partitions(3);--> statement-breakpoint
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON event_default FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON inbox_message_default FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER inbox_message_append_only BEFORE UPDATE OR DELETE ON inbox_message FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER inbox_message_no_truncate BEFORE TRUNCATE ON inbox_message FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE SEQUENCE shipment_number_seq START 10001;--> statement-breakpoint
CREATE SEQUENCE interchange_control_seq MAXVALUE 999999999 CYCLE;--> statement-breakpoint
INSERT INTO pipeline_cursor (pipeline, shard, xid, seq) SELECT 'record', shard, '0', 0 FROM generate_series(0, 3) AS shard;
