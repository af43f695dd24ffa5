CREATE TABLE "gift_limit" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"valid_from" date NOT NULL,
	"cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"source" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "gift_limit_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "gift_limit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "gift_limit" ADD CONSTRAINT "gift_limit_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gift_limit_by_day" ON "gift_limit" USING btree ("office_id","valid_from","id");--> statement-breakpoint
CREATE POLICY "own_office" ON "gift_limit" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("gift_limit"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("gift_limit"."office_id" = current_setting('pobratim.office')::uuid);