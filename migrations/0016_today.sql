CREATE TABLE "morning_wish" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"days" text NOT NULL,
	"hour" smallint NOT NULL,
	"even_empty" boolean DEFAULT false NOT NULL,
	"last_day" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "morning_wish_office_id_id_pk" PRIMARY KEY("office_id","id"),
	CONSTRAINT "morning_wish_hour" CHECK ("morning_wish"."hour" between 0 and 23)
);
--> statement-breakpoint
ALTER TABLE "morning_wish" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "morning_wish" ADD CONSTRAINT "morning_wish_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "morning_wish_once" ON "morning_wish" USING btree ("office_id","user_id");--> statement-breakpoint
CREATE POLICY "own_office" ON "morning_wish" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("morning_wish"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("morning_wish"."office_id" = current_setting('pobratim.office')::uuid);