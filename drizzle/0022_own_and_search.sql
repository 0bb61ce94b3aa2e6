-- Words of a row of the audit log, split at everything that is neither letter nor digit, so that numbers with hyphens are found by
-- their parts. Bounded: a longer text is searched in its first 50,000 characters.
CREATE FUNCTION audit_words(who text, what text, subject text, why text, was jsonb, became jsonb) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple', regexp_replace(lower(left(who || ' ' || what || ' ' || subject || ' ' || coalesce(why, '') || ' ' ||
    coalesce(was::text, '') || ' ' || coalesce(became::text, ''), 50000)), '[^[:alnum:]]+', ' ', 'g'))
$$;--> statement-breakpoint
-- Every word of the question must begin some word of the row.
CREATE FUNCTION audit_query(given text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsquery('pg_catalog.simple', coalesce(string_agg(word || ':*', ' & '), ''))
  FROM regexp_split_to_table(lower(given), '[^[:alnum:]]+') AS word WHERE word <> ''
$$;--> statement-breakpoint
CREATE TABLE "catalogue_change" (
	"company_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"key" text collate "C" NOT NULL,
	"base_version" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"reason" text NOT NULL,
	"asked_by_id" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"comment" text,
	CONSTRAINT "catalogue_change_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "catalogue_version" (
	"company_id" integer NOT NULL,
	"key" text collate "C" NOT NULL,
	"version" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"change_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"asked_by" text NOT NULL,
	"approved_by" text NOT NULL,
	"approved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "catalogue_version_company_id_key_version_pk" PRIMARY KEY("company_id","key","version")
);
--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "unentitled_under" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "catalogue_change_open_key" ON "catalogue_change" USING btree ("company_id","key") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "catalogue_change_asked_idx" ON "catalogue_change" USING btree ("company_id","asked_at","id");--> statement-breakpoint
CREATE INDEX "audit_log_actor_kind_idx" ON "audit_log" USING btree ("company_id","actor_kind","seq");--> statement-breakpoint
CREATE INDEX "audit_log_words_idx" ON "audit_log" USING gin (audit_words(actor_name, action, subject_id, reason, before, after));--> statement-breakpoint
CREATE TRIGGER catalogue_version_append_only BEFORE UPDATE OR DELETE ON catalogue_version FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER catalogue_version_no_truncate BEFORE TRUNCATE ON catalogue_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
