DROP INDEX "name_entry_key";--> statement-breakpoint
ALTER TABLE "name_entry" ALTER COLUMN "key" SET DATA TYPE text collate "C";--> statement-breakpoint
ALTER TABLE "name_entry" ADD COLUMN "word" text collate "C";--> statement-breakpoint
ALTER TABLE "name_entry" ADD COLUMN "backwards" text collate "C";--> statement-breakpoint
ALTER TABLE "name_entry" ADD COLUMN "position" smallint;--> statement-breakpoint
-- By hand: a name was one row and becomes a row for each of its words.
INSERT INTO "name_entry" ("office_id", "id", "thing", "thing_id", "name", "key", "word", "backwards", "position")
SELECT "office_id", gen_random_uuid(), "thing", "thing_id", "name", "key", w.word, reverse(w.word), w.place - 1
FROM "name_entry", regexp_split_to_table(ltrim("key"), ' ') WITH ORDINALITY AS w (word, place) WHERE w.place <= 40;--> statement-breakpoint
DELETE FROM "name_entry" WHERE "word" IS NULL;--> statement-breakpoint
ALTER TABLE "name_entry" ALTER COLUMN "word" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "name_entry" ALTER COLUMN "backwards" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "name_entry" ALTER COLUMN "position" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "name_entry_word" ON "name_entry" USING btree ("office_id","word","key");--> statement-breakpoint
CREATE INDEX "name_entry_backwards" ON "name_entry" USING btree ("office_id","backwards");--> statement-breakpoint
CREATE INDEX "name_entry_key" ON "name_entry" USING btree ("office_id","key") WHERE "name_entry"."position" = 0;
