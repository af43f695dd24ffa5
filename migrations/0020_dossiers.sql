CREATE TABLE "visit_seating" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"visit_id" uuid NOT NULL,
	"title" text NOT NULL,
	"form" text NOT NULL,
	"guests_face_door" boolean DEFAULT true NOT NULL,
	"interpreter_place" text NOT NULL,
	"away" text[] DEFAULT '{}' NOT NULL,
	"seats" jsonb,
	CONSTRAINT "visit_seating_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "visit_seating" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "visit_letter" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"visit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"organisation_id" uuid,
	"person_id" uuid,
	"subject" jsonb NOT NULL,
	"body" jsonb NOT NULL,
	"signatory" jsonb NOT NULL,
	"number" text DEFAULT '' NOT NULL,
	"sent_on" date,
	CONSTRAINT "visit_letter_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "visit_letter" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "visit_seating" ADD CONSTRAINT "visit_seating_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_seating" ADD CONSTRAINT "visit_seating_visit" FOREIGN KEY ("office_id","visit_id") REFERENCES "public"."visit"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_letter" ADD CONSTRAINT "visit_letter_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_letter" ADD CONSTRAINT "visit_letter_visit" FOREIGN KEY ("office_id","visit_id") REFERENCES "public"."visit"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_letter" ADD CONSTRAINT "visit_letter_organisation" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_letter" ADD CONSTRAINT "visit_letter_person" FOREIGN KEY ("office_id","person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visit_seating_of" ON "visit_seating" USING btree ("office_id","visit_id","id");--> statement-breakpoint
CREATE INDEX "visit_letter_of" ON "visit_letter" USING btree ("office_id","visit_id","id");--> statement-breakpoint
CREATE INDEX "visit_letter_organisation_of" ON "visit_letter" USING btree ("office_id","organisation_id");--> statement-breakpoint
CREATE INDEX "visit_letter_person_of" ON "visit_letter" USING btree ("office_id","person_id");--> statement-breakpoint
CREATE POLICY "own_office" ON "visit_seating" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("visit_seating"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("visit_seating"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "visit_letter" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("visit_letter"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("visit_letter"."office_id" = current_setting('pobratim.office')::uuid);