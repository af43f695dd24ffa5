CREATE TABLE "letterhead" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"address" jsonb NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"web" text DEFAULT '' NOT NULL,
	"crest_hash" text,
	"crest_width" integer,
	"crest_height" integer,
	"crest_text" jsonb NOT NULL,
	CONSTRAINT "letterhead_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "letterhead" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "letterhead" ADD CONSTRAINT "letterhead_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "own_office" ON "letterhead" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("letterhead"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("letterhead"."office_id" = current_setting('pobratim.office')::uuid);