CREATE TABLE "digest_comparing" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"newest" text DEFAULT '' NOT NULL,
	"older" text DEFAULT '' NOT NULL,
	CONSTRAINT "digest_comparing_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "digest_comparing" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "impact_report" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"year" integer NOT NULL,
	"language" text NOT NULL,
	"number" integer NOT NULL,
	"as_on" date NOT NULL,
	"document_id" uuid NOT NULL,
	CONSTRAINT "impact_report_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "impact_report" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "newsletter_subscriber" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "digest_comparing" ADD CONSTRAINT "digest_comparing_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_report" ADD CONSTRAINT "impact_report_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_report" ADD CONSTRAINT "impact_report_document" FOREIGN KEY ("office_id","document_id") REFERENCES "public"."document"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "impact_report_once" ON "impact_report" USING btree ("office_id","year","language","number");--> statement-breakpoint
CREATE UNIQUE INDEX "impact_report_document_once" ON "impact_report" USING btree ("office_id","document_id");--> statement-breakpoint
ALTER TABLE "digest_edition" DROP COLUMN "compared_at";--> statement-breakpoint
CREATE POLICY "own_office" ON "digest_comparing" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("digest_comparing"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("digest_comparing"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "impact_report" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("impact_report"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("impact_report"."office_id" = current_setting('pobratim.office')::uuid);