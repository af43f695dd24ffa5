// Where the tables are read from when a migration is made: one bundle of every *.table.ts (scripts/migration.mjs makes it).
export default { dialect: 'postgresql', schema: './generated/schema.mjs', out: './generated/drizzle' }
