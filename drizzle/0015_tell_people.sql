--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['notice_template', 'notice_contact'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name || '_append_only', name);
        EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_no_truncate', name);
    END LOOP;
END $$;
