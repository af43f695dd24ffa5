CREATE TABLE "meeting_draft" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"body" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"discarded_at" timestamp with time zone,
	CONSTRAINT "meeting_draft_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "meeting_draft" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meeting_item" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"meeting_id" uuid NOT NULL,
	"place" double precision NOT NULL,
	"title" jsonb NOT NULL,
	"brought_by" text,
	"person_id" uuid,
	"minutes_planned" integer,
	"state" text NOT NULL,
	"minutes" jsonb NOT NULL,
	"from_item_id" uuid,
	"commitment_id" uuid,
	CONSTRAINT "meeting_item_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "meeting_item" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meeting_mention" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"word" text NOT NULL,
	"person_id" uuid,
	"organisation_id" uuid,
	CONSTRAINT "meeting_mention_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "meeting_mention" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meeting_outcome" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"commitment_id" uuid,
	"text" jsonb NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "meeting_outcome_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "meeting_outcome" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meeting" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"minutes" jsonb NOT NULL,
	"without_outcome" text DEFAULT '' NOT NULL,
	"signs_for_us" text DEFAULT '' NOT NULL,
	"signs_for_them" text DEFAULT '' NOT NULL,
	CONSTRAINT "meeting_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "meeting" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "meeting_draft" ADD CONSTRAINT "meeting_draft_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_draft" ADD CONSTRAINT "meeting_draft_meeting" FOREIGN KEY ("office_id","meeting_id") REFERENCES "public"."meeting"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_item" ADD CONSTRAINT "meeting_item_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_item" ADD CONSTRAINT "meeting_item_meeting" FOREIGN KEY ("office_id","meeting_id") REFERENCES "public"."meeting"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_item" ADD CONSTRAINT "meeting_item_person" FOREIGN KEY ("office_id","person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_item" ADD CONSTRAINT "meeting_item_from" FOREIGN KEY ("office_id","from_item_id") REFERENCES "public"."meeting_item"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_item" ADD CONSTRAINT "meeting_item_commitment" FOREIGN KEY ("office_id","commitment_id") REFERENCES "public"."commitment"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_mention" ADD CONSTRAINT "meeting_mention_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_mention" ADD CONSTRAINT "meeting_mention_meeting" FOREIGN KEY ("office_id","meeting_id") REFERENCES "public"."meeting"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_mention" ADD CONSTRAINT "meeting_mention_person" FOREIGN KEY ("office_id","person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_mention" ADD CONSTRAINT "meeting_mention_organisation" FOREIGN KEY ("office_id","organisation_id") REFERENCES "public"."organisation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_outcome" ADD CONSTRAINT "meeting_outcome_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_outcome" ADD CONSTRAINT "meeting_outcome_meeting" FOREIGN KEY ("office_id","meeting_id") REFERENCES "public"."meeting"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_outcome" ADD CONSTRAINT "meeting_outcome_item" FOREIGN KEY ("office_id","item_id") REFERENCES "public"."meeting_item"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_outcome" ADD CONSTRAINT "meeting_outcome_commitment" FOREIGN KEY ("office_id","commitment_id") REFERENCES "public"."commitment"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_event" FOREIGN KEY ("office_id","id") REFERENCES "public"."event"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_draft_of" ON "meeting_draft" USING btree ("office_id","meeting_id","account_id");--> statement-breakpoint
CREATE INDEX "meeting_item_of" ON "meeting_item" USING btree ("office_id","meeting_id","place","id");--> statement-breakpoint
CREATE INDEX "meeting_item_person_of" ON "meeting_item" USING btree ("office_id","person_id");--> statement-breakpoint
CREATE INDEX "meeting_item_from_of" ON "meeting_item" USING btree ("office_id","from_item_id");--> statement-breakpoint
CREATE INDEX "meeting_item_commitment_of" ON "meeting_item" USING btree ("office_id","commitment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_mention_once" ON "meeting_mention" USING btree ("office_id","meeting_id","word");--> statement-breakpoint
CREATE INDEX "meeting_mention_person_of" ON "meeting_mention" USING btree ("office_id","person_id");--> statement-breakpoint
CREATE INDEX "meeting_mention_organisation_of" ON "meeting_mention" USING btree ("office_id","organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_outcome_once" ON "meeting_outcome" USING btree ("office_id","meeting_id","kind","number");--> statement-breakpoint
CREATE INDEX "meeting_outcome_commitment_of" ON "meeting_outcome" USING btree ("office_id","commitment_id");--> statement-breakpoint
CREATE POLICY "own_office" ON "meeting_draft" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("meeting_draft"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("meeting_draft"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "meeting_item" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("meeting_item"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("meeting_item"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "meeting_mention" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("meeting_mention"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("meeting_mention"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "meeting_outcome" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("meeting_outcome"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("meeting_outcome"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "meeting" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("meeting"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("meeting"."office_id" = current_setting('pobratim.office')::uuid);