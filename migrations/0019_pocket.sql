CREATE TABLE "pocket_link" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"visit_id" uuid NOT NULL,
	"delegate_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" text NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"mailed_at" timestamp with time zone,
	CONSTRAINT "pocket_link_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "pocket_link" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "pocket_link" ADD CONSTRAINT "pocket_link_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pocket_link" ADD CONSTRAINT "pocket_link_visit" FOREIGN KEY ("office_id","visit_id") REFERENCES "public"."visit"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pocket_link" ADD CONSTRAINT "pocket_link_delegate" FOREIGN KEY ("office_id","delegate_id") REFERENCES "public"."visit_delegate"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pocket_link_of" ON "pocket_link" USING btree ("office_id","visit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pocket_link_open" ON "pocket_link" USING btree ("office_id","delegate_id") WHERE "pocket_link"."withdrawn_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "pocket_link_token" ON "pocket_link" USING btree ("token_hash");--> statement-breakpoint
CREATE POLICY "own_office" ON "pocket_link" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("pocket_link"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("pocket_link"."office_id" = current_setting('pobratim.office')::uuid);