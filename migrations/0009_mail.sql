CREATE TABLE "mail_address" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"address" text NOT NULL,
	"language" text NOT NULL,
	"refused" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"failing_since" timestamp with time zone,
	"failure" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_address_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "mail_address" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mail_outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "mail_waiting";--> statement-breakpoint
ALTER TABLE "mail_outbox" DROP CONSTRAINT "mail_outbox_pkey";--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "office_id" uuid;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "kind" text DEFAULT 'sign-in' NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "language" text DEFAULT 'bg' NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "to_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "domain" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "attachments" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "calendar" jsonb;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "reply_to" jsonb;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "once_key" text DEFAULT gen_random_uuid()::text NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "thing" text;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "thing_id" uuid;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "state" text DEFAULT 'waiting' NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "next_try_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "valid_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "tried_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "claimed_by" uuid;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "claimed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "settled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD COLUMN "emptied_at" timestamp with time zone;--> statement-breakpoint
-- What left before must not leave again.
UPDATE "mail_outbox" SET "state" = 'sent', "settled_at" = "sent_at" WHERE "sent_at" IS NOT NULL;--> statement-breakpoint
UPDATE "mail_outbox" SET "state" = 'given-up', "settled_at" = now() WHERE "sent_at" IS NULL AND "attempts" >= 8;--> statement-breakpoint
ALTER TABLE "mail_address" ADD CONSTRAINT "mail_address_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mail_address_once" ON "mail_address" USING btree ("office_id","address");--> statement-breakpoint
CREATE INDEX "mail_address_failing" ON "mail_address" USING btree ("office_id","failing_since") WHERE "mail_address"."failing_since" is not null;--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD CONSTRAINT "mail_of_office" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_by_id" ON "mail_outbox" USING btree ("id");--> statement-breakpoint
CREATE INDEX "mail_of_office_in_order" ON "mail_outbox" USING btree ("office_id","state","id");--> statement-breakpoint
CREATE INDEX "mail_about" ON "mail_outbox" USING btree ("office_id","thing","thing_id");--> statement-breakpoint
CREATE INDEX "mail_to" ON "mail_outbox" USING btree ("office_id","to");--> statement-breakpoint
CREATE INDEX "mail_tried" ON "mail_outbox" USING btree ("tried_at","domain") WHERE "mail_outbox"."tried_at" is not null;--> statement-breakpoint
CREATE INDEX "mail_waiting" ON "mail_outbox" USING btree ("next_try_at") WHERE "mail_outbox"."state" in ('waiting', 'handing-over');--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD CONSTRAINT "mail_itself" UNIQUE NULLS NOT DISTINCT("office_id","id");--> statement-breakpoint
ALTER TABLE "mail_outbox" ADD CONSTRAINT "mail_once" UNIQUE NULLS NOT DISTINCT("office_id","once_key");--> statement-breakpoint
CREATE POLICY "own_office" ON "mail_outbox" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("mail_outbox"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("mail_outbox"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "mail_address" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("mail_address"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("mail_address"."office_id" = current_setting('pobratim.office')::uuid);