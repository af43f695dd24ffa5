CREATE TABLE "visit_delegate" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"visit_id" uuid NOT NULL,
	"side" text NOT NULL,
	"person_id" uuid,
	"organisation_id" uuid,
	"name" jsonb NOT NULL,
	"native_name" text DEFAULT '' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"role" jsonb NOT NULL,
	"rank" integer,
	"is_head" boolean DEFAULT false NOT NULL,
	"is_interpreter" boolean DEFAULT false NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"diet" text DEFAULT '' NOT NULL,
	"needs" text DEFAULT '' NOT NULL,
	"arrives_at" timestamp with time zone,
	"arrival" text DEFAULT '' NOT NULL,
	"leaves_at" timestamp with time zone,
	"departure" text DEFAULT '' NOT NULL,
	"room" text DEFAULT '' NOT NULL,
	"lodging" text DEFAULT '' NOT NULL,
	"room_with" text DEFAULT '' NOT NULL,
	"withdrawn_on" date,
	"badge_printed_at" timestamp with time zone,
	"badge_version" integer,
	CONSTRAINT "visit_delegate_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "visit_delegate" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "visit" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"requested_on" date,
	"requested_by" text DEFAULT '' NOT NULL,
	"request" text DEFAULT '' NOT NULL,
	"answered_on" date,
	"answer" text,
	"answer_note" text DEFAULT '' NOT NULL,
	"our_purpose" jsonb NOT NULL,
	"their_purpose" jsonb NOT NULL,
	"our_objectives" jsonb NOT NULL,
	"their_objectives" jsonb NOT NULL,
	"languages" text[] NOT NULL,
	"host_zone" text NOT NULL,
	"guest_zone" text NOT NULL,
	"confirmed_on" date,
	"held_on" date,
	"report" jsonb NOT NULL,
	"reported_on" date,
	"closed_on" date,
	"closed_without" text DEFAULT '' NOT NULL,
	"cancelled_on" date,
	"cancel_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "visit_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "visit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "visit_delegate" ADD CONSTRAINT "visit_delegate_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_delegate" ADD CONSTRAINT "visit_delegate_visit" FOREIGN KEY ("office_id","visit_id") REFERENCES "public"."visit"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_delegate" ADD CONSTRAINT "visit_delegate_person" FOREIGN KEY ("office_id","person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_delegate" ADD CONSTRAINT "visit_delegate_organisation" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_event" FOREIGN KEY ("office_id","id") REFERENCES "public"."event"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "visit_delegate_of" ON "visit_delegate" USING btree ("office_id","visit_id","id");--> statement-breakpoint
CREATE INDEX "visit_delegate_person_of" ON "visit_delegate" USING btree ("office_id","person_id");--> statement-breakpoint
CREATE INDEX "visit_delegate_organisation_of" ON "visit_delegate" USING btree ("office_id","organisation_id");--> statement-breakpoint
CREATE POLICY "own_office" ON "visit_delegate" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("visit_delegate"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("visit_delegate"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "visit" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("visit"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("visit"."office_id" = current_setting('pobratim.office')::uuid);