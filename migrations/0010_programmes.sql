CREATE TABLE "programme_group_member" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	CONSTRAINT "programme_group_member_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "programme_group_member" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "programme_group" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"visit_id" uuid NOT NULL,
	"name" jsonb NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "programme_group_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "programme_group" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "programme_item_group" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	CONSTRAINT "programme_item_group_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "programme_item_group" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "programme_item" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"visit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"time" text,
	"fold" text DEFAULT 'first' NOT NULL,
	"minutes" integer NOT NULL,
	"last_day" date NOT NULL,
	"zone" text NOT NULL,
	"end_zone" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"title" jsonb NOT NULL,
	"note" jsonb NOT NULL,
	"place" jsonb NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"room" text DEFAULT '' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"contact_phone" text DEFAULT '' NOT NULL,
	"contact_person_id" uuid,
	"attendance" text NOT NULL,
	"event_id" uuid,
	"published_at" timestamp with time zone,
	CONSTRAINT "programme_item_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "programme_item" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "programme_participant" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"delegate_id" uuid,
	"person_id" uuid,
	"part" text NOT NULL,
	CONSTRAINT "programme_participant_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "programme_participant" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "programme_group_member" ADD CONSTRAINT "programme_group_member_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_group_member" ADD CONSTRAINT "programme_group_member_group" FOREIGN KEY ("office_id","group_id") REFERENCES "public"."programme_group"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_group_member" ADD CONSTRAINT "programme_group_member_delegate" FOREIGN KEY ("office_id","delegate_id") REFERENCES "public"."visit_delegate"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_group" ADD CONSTRAINT "programme_group_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_group" ADD CONSTRAINT "programme_group_visit" FOREIGN KEY ("office_id","visit_id") REFERENCES "public"."visit"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_item_group" ADD CONSTRAINT "programme_item_group_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_item_group" ADD CONSTRAINT "programme_item_group_item" FOREIGN KEY ("office_id","item_id") REFERENCES "public"."programme_item"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_item_group" ADD CONSTRAINT "programme_item_group_group" FOREIGN KEY ("office_id","group_id") REFERENCES "public"."programme_group"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_item" ADD CONSTRAINT "programme_item_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_item" ADD CONSTRAINT "programme_item_visit" FOREIGN KEY ("office_id","visit_id") REFERENCES "public"."visit"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_item" ADD CONSTRAINT "programme_item_event" FOREIGN KEY ("office_id","event_id") REFERENCES "public"."event"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_item" ADD CONSTRAINT "programme_item_contact" FOREIGN KEY ("office_id","contact_person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_participant" ADD CONSTRAINT "programme_participant_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_participant" ADD CONSTRAINT "programme_participant_item" FOREIGN KEY ("office_id","item_id") REFERENCES "public"."programme_item"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_participant" ADD CONSTRAINT "programme_participant_delegate" FOREIGN KEY ("office_id","delegate_id") REFERENCES "public"."visit_delegate"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_participant" ADD CONSTRAINT "programme_participant_person" FOREIGN KEY ("office_id","person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "programme_group_member_once" ON "programme_group_member" USING btree ("office_id","group_id","delegate_id");--> statement-breakpoint
CREATE INDEX "programme_group_member_of" ON "programme_group_member" USING btree ("office_id","delegate_id");--> statement-breakpoint
CREATE INDEX "programme_group_of" ON "programme_group" USING btree ("office_id","visit_id","position","id");--> statement-breakpoint
CREATE UNIQUE INDEX "programme_item_group_once" ON "programme_item_group" USING btree ("office_id","item_id","group_id");--> statement-breakpoint
CREATE INDEX "programme_item_group_of" ON "programme_item_group" USING btree ("office_id","group_id");--> statement-breakpoint
CREATE INDEX "programme_item_of" ON "programme_item" USING btree ("office_id","visit_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "programme_item_event_of" ON "programme_item" USING btree ("office_id","event_id");--> statement-breakpoint
CREATE INDEX "programme_item_contact_of" ON "programme_item" USING btree ("office_id","contact_person_id") WHERE "programme_item"."contact_person_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "programme_participant_once" ON "programme_participant" USING btree ("office_id","item_id","delegate_id","person_id");--> statement-breakpoint
CREATE INDEX "programme_participant_delegate_of" ON "programme_participant" USING btree ("office_id","delegate_id");--> statement-breakpoint
CREATE INDEX "programme_participant_person_of" ON "programme_participant" USING btree ("office_id","person_id");--> statement-breakpoint
CREATE POLICY "own_office" ON "programme_group_member" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("programme_group_member"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("programme_group_member"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "programme_group" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("programme_group"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("programme_group"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "programme_item_group" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("programme_item_group"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("programme_item_group"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "programme_item" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("programme_item"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("programme_item"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "programme_participant" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("programme_participant"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("programme_participant"."office_id" = current_setting('pobratim.office')::uuid);