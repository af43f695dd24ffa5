CREATE TABLE "invitation" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	"visit_id" uuid NOT NULL,
	"item_id" uuid,
	"sequence" integer DEFAULT 0 NOT NULL,
	"organizer" jsonb NOT NULL,
	CONSTRAINT "invitation_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitee" (
	"office_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invitation_id" uuid NOT NULL,
	"address" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"sequence" integer NOT NULL,
	"told" jsonb NOT NULL,
	"letters" integer DEFAULT 1 NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"mail_id" uuid,
	"cancelled_at" timestamp with time zone,
	"answer" text,
	"answered_at" timestamp with time zone,
	"answered_sequence" integer,
	"comment" text DEFAULT '' NOT NULL,
	CONSTRAINT "invitee_office_id_id_pk" PRIMARY KEY("office_id","id")
);
--> statement-breakpoint
ALTER TABLE "invitee" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_visit" FOREIGN KEY ("office_id","visit_id") REFERENCES "public"."visit"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_item" FOREIGN KEY ("office_id","item_id") REFERENCES "public"."programme_item"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitee" ADD CONSTRAINT "invitee_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitee" ADD CONSTRAINT "invitee_invitation" FOREIGN KEY ("office_id","invitation_id") REFERENCES "public"."invitation"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitation_of" ON "invitation" USING btree ("office_id","visit_id","item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitee_once" ON "invitee" USING btree ("office_id","invitation_id","address");--> statement-breakpoint
CREATE INDEX "invitee_address" ON "invitee" USING btree ("office_id","address");--> statement-breakpoint
CREATE POLICY "own_office" ON "invitation" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("invitation"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("invitation"."office_id" = current_setting('pobratim.office')::uuid);--> statement-breakpoint
CREATE POLICY "own_office" ON "invitee" AS PERMISSIVE FOR ALL TO "pobratim_office" USING ("invitee"."office_id" = current_setting('pobratim.office')::uuid) WITH CHECK ("invitee"."office_id" = current_setting('pobratim.office')::uuid);