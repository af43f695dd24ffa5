CREATE TABLE "waiting_note" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"thing_id" uuid NOT NULL,
	"part" text DEFAULT '' NOT NULL,
	"snoozed_until" date,
	"snoozed_mark" text,
	"assigned_to" text,
	"assigned_name" text,
	"dismissed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "waiting_note_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "waiting_note" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "waiting_note" ADD CONSTRAINT "waiting_note_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "waiting_note_once" ON "waiting_note" USING btree ("office_id","kind","thing_id","part");--> statement-breakpoint
CREATE POLICY "own_office" ON "waiting_note" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("waiting_note"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("waiting_note"."office_id" = current_setting('pobratim.office')::uuid);