ALTER TABLE "commitment" ADD COLUMN "their_person_id" uuid;--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "moves" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "lapsed_on" date;--> statement-breakpoint
ALTER TABLE "commitment" ADD COLUMN "evidence_papers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_their_person" FOREIGN KEY ("office_id","their_person_id") REFERENCES "public"."person"("office_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "commitment_of_their_person" ON "commitment" USING btree ("office_id","their_person_id");