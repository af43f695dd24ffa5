CREATE TABLE "intake_model_reading" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"url" text NOT NULL,
	"host" text NOT NULL,
	"model" text NOT NULL,
	"reach" text NOT NULL,
	"letters" integer NOT NULL,
	"asked_by_id" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"prompt" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"parts" integer NOT NULL,
	"parts_done" integer DEFAULT 0 NOT NULL,
	"parts_failed" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"finds" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"said" integer DEFAULT 0 NOT NULL,
	"not_there" integer DEFAULT 0 NOT NULL,
	"unfit" integer DEFAULT 0 NOT NULL,
	"both" integer DEFAULT 0 NOT NULL,
	"own" integer DEFAULT 0 NOT NULL,
	"trouble" text,
	"finished_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "intake_model_reading_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "intake_model_reading" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "intake_draft" ADD COLUMN "model_find" jsonb;--> statement-breakpoint
ALTER TABLE "intake_model_reading" ADD CONSTRAINT "intake_model_reading_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_model_reading" ADD CONSTRAINT "intake_model_reading_of_text" FOREIGN KEY ("office_id","text_id") REFERENCES "public"."intake_text"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "intake_model_reading_under_way" ON "intake_model_reading" USING btree ("office_id","text_id") WHERE "intake_model_reading"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "intake_model_reading_of" ON "intake_model_reading" USING btree ("office_id","text_id","id");--> statement-breakpoint
CREATE INDEX "intake_model_reading_next" ON "intake_model_reading" USING btree ("next_at") WHERE "intake_model_reading"."state" = 'waiting';--> statement-breakpoint
CREATE POLICY "own_office" ON "intake_model_reading" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("intake_model_reading"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("intake_model_reading"."office_id" = current_setting('pobratim.office')::uuid);