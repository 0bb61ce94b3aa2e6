DROP INDEX "command_due_idx";--> statement-breakpoint
ALTER TABLE "command" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "command" ADD COLUMN "baseline" jsonb;--> statement-breakpoint
CREATE INDEX "command_due_idx" ON "command" USING btree ("company_id","connection_id","next_try_at","position") WHERE next_try_at is not null;--> statement-breakpoint
UPDATE "command" k SET "tries" = a.count FROM (SELECT company_id, command_id, count(*)::int AS count FROM "command_attempt" GROUP BY 1, 2) a
	WHERE a.company_id = k.company_id AND a.command_id = k.id;
