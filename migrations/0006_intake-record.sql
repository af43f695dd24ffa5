ALTER TABLE "intake_draft" ADD COLUMN "resolution" text;--> statement-breakpoint
ALTER TABLE "intake_draft" ADD COLUMN "new_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "intake_text" ADD COLUMN "trouble" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "intake_text" ADD COLUMN "reread_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "intake_text" ADD COLUMN "matched_to" uuid;--> statement-breakpoint
CREATE INDEX "intake_text_to_reread" ON "intake_text" USING btree ("office_id","id") WHERE "intake_text"."deleted_at" is null and "intake_text"."reread_asked_at" is not null;