ALTER TABLE "visit_letter" ADD COLUMN "occasion" jsonb DEFAULT '{"source":"bg","in":{}}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "visit_letter" ADD COLUMN "mailed_to" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit_letter" ADD COLUMN "mail_id" uuid;--> statement-breakpoint
ALTER TABLE "visit_letter" ADD COLUMN "mailed_version" integer;