CREATE TABLE "partner_contact" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"direction" text NOT NULL,
	"date" text,
	"first_day" date,
	"last_day" date,
	CONSTRAINT "partner_contact_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "partner_contact" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dormancy_limit" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"limits" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "dormancy_limit_office_id_id_pk" PRIMARY KEY("office_id","id")
);--> statement-breakpoint
ALTER TABLE "dormancy_limit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "partnership_standing" DROP CONSTRAINT "partnership_standing_of";--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "body" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "milestone" ADD COLUMN "words" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_as_listed" UNIQUE("office_id","id","sort_key","country");--> statement-breakpoint
ALTER TABLE "partner_contact" ADD CONSTRAINT "partner_contact_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_contact" ADD CONSTRAINT "partner_contact_with" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dormancy_limit" ADD CONSTRAINT "dormancy_limit_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "partner_contact_by_day" ON "partner_contact" USING btree ("office_id","organisation_id","first_day");--> statement-breakpoint
CREATE UNIQUE INDEX "partner_contact_of_event" ON "partner_contact" USING btree ("office_id","event_id","organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dormancy_limit_one" ON "dormancy_limit" USING btree ("office_id");--> statement-breakpoint
ALTER TABLE "partnership_standing" ADD CONSTRAINT "partnership_standing_named" FOREIGN KEY ("office_id","organisation_id","sort_key","country") REFERENCES "public"."organisation"("office_id","id","sort_key","country") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "partnership_standing" ADD CONSTRAINT "partnership_standing_of" FOREIGN KEY ("office_id","id") REFERENCES "public"."partnership"("office_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "own_office" ON "partner_contact" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("partner_contact"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("partner_contact"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "dormancy_limit" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("dormancy_limit"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("dormancy_limit"."office_id" = current_setting('pobratim.office')::uuid);
