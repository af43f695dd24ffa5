CREATE TABLE "town_people" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"place_id" integer NOT NULL,
	"source" text NOT NULL,
	"address" text,
	"as_of" text,
	"note" text DEFAULT '' NOT NULL,
	"people" integer NOT NULL,
	CONSTRAINT "town_people_office_id_id_pk" PRIMARY KEY("office_id","id"),
	CONSTRAINT "town_people_has_source" CHECK ("town_people"."source" <> '')
);
--> statement-breakpoint
ALTER TABLE "town_people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "town_tag" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"place_id" integer NOT NULL,
	"source" text NOT NULL,
	"address" text,
	"as_of" text,
	"note" text DEFAULT '' NOT NULL,
	"tag" text NOT NULL,
	"says" text NOT NULL,
	CONSTRAINT "town_tag_office_id_id_pk" PRIMARY KEY("office_id","id"),
	CONSTRAINT "town_tag_has_source" CHECK ("town_tag"."source" <> '')
);
--> statement-breakpoint
ALTER TABLE "town_tag" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "town_people" ADD CONSTRAINT "town_people_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "town_tag" ADD CONSTRAINT "town_tag_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "town_people_once" ON "town_people" USING btree ("office_id","place_id") WHERE "town_people"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "town_tag_once" ON "town_tag" USING btree ("office_id","place_id","tag") WHERE "town_tag"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "town_tag_by_tag" ON "town_tag" USING btree ("office_id","tag");--> statement-breakpoint
CREATE POLICY "own_office" ON "town_people" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("town_people"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("town_people"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "town_tag" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("town_tag"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("town_tag"."office_id" = current_setting('pobratim.office')::uuid);