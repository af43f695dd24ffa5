// Nothing that pointed to a merged record is lost, and undo puts everything back: held against the whole database, whatever tables it has.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOccasion, removeOccasion } from '#features/calendar/occasions/occasion.actions.ts'
import { changeReminders } from '#features/commitments/reminders/reminder.actions.ts'
import { rulesOf } from '#features/commitments/reminders/reminder.queries.ts'
import { USUAL_RULES as USUAL_REMINDERS } from '#features/commitments/reminders/reminder.ts'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { addDocument, removeDocument } from '#features/documents/document.actions.ts'
import type { DocumentThing } from '#features/documents/document.ts'
import { createEvent, removeEvent } from '#features/events/event.actions.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { saveReport } from '#features/trips/reports/report.actions.ts'
import { addTraveller } from '#features/trips/travellers/traveller.actions.ts'
import { openTrip } from '#features/trips/trip.actions.ts'
import { createGift } from '#features/gifts/gift.actions.ts'
import { draftApproach } from '#features/finder/outreach/approach.actions.ts'
import { judgeTown } from '#features/finder/shortlist/candidate.actions.ts'
import { saveAssessment } from '#features/impact/assessments/assessment.actions.ts'
import { addFigure } from '#features/impact/figures/figure.actions.ts'
import { callDifferent } from '#features/organisations/doubles/double.actions.ts'
import { addItem } from '#features/meetings/agenda/item.actions.ts'
import { meetingPut } from '#features/meetings/meeting.actions.ts'
import { EMPTY_TEXT } from '#platform/texts/local-text.ts'
import { mergeOrganisations, mergePeople } from '#features/organisations/doubles/merging.actions.ts'
import { createOrganisation, snapshotOfOrganisation } from '#features/organisations/organisation.actions.ts'
import { organisationById } from '#features/organisations/organisation.queries.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnership } from '#features/partnerships/partnership.actions.ts'
import { undo } from '#features/today/journal.actions.ts'
import { addDelegates } from '#features/visits/delegations/delegate.actions.ts'
import { addGroup } from '#features/visits/programmes/group.actions.ts'
import { addProgrammeItem } from '#features/visits/programmes/item.actions.ts'
import { addLetter } from '#features/visits/invitations/letter.actions.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { newId } from '#platform/ids.ts'
import { followers } from '../src/followers.ts'
import { done, openOffice, type TestOffice } from './support/open-office.ts'

/** References that are no follower's: a merge itself writes them, they are made anew from the records, or they tell what was. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'organisation merged_into_id': 'the merge',
  'person merged_into_id': 'the merge',
  'name_entry thing_id': 'names are indexed anew',
  'likeness_key thing_id': 'keys are made anew',
  'activity thing_id': 'the record of what was',
  'partnership_standing id': 'computed anew with its partnership',
  'partnership_standing sort_key': 'the database carries it over with its organisation',
  'partnership_standing country': 'the database carries it over with its organisation',
  'mail_outbox thing_id': 'a letter that was written, about what it was written about',
  'text_entry thing_id': 'the words of a document, which keeps its id',
}
/** Computed by whoever keeps the standings; the other tables must stand in the fixture. */
const COMPUTED = new Set(['partnership_standing organisation_id'])

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const organisation = async (name: string, more: Record<string, unknown> = {}): Promise<string> =>
  done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK', ...more })).id
const person = async (name: string, more: Record<string, unknown> = {}): Promise<string> =>
  done(await createPerson(office.here, office.officer, { name: { bg: name }, ...more })).id

const document = async (title: string, places: readonly (readonly [DocumentThing, string])[]): Promise<string> =>
  done(
    await addDocument(office.here, office.officer, {
      hash: createHash('sha256').update(title).digest('hex'),
      bytes: 1,
      media: 'txt',
      fileName: `${title}.txt`,
      title: { bg: title },
      places: places.map(([thing, thingId]) => ({ thing, thingId })),
    }),
  ).id

/** A register in which `b` and `q` are pointed to by everything there is; `a` and `p` are their doubles. */
async function register() {
  const { here, officer } = office
  const suffix = newId().slice(-6)
  const a = await organisation(`Измислено ${suffix}`, { aliases: ['Измислица'], website: 'https://a.example/' })
  const b = await organisation(`Izmisleno ${suffix}`, { notes: { bg: 'Бележка от втория' }, aliases: ['Втора Измислица'] })
  const c = await organisation(`Трето ${suffix}`)
  await office.pool.query('update organisation set wikidata_id = $1 where id = $2', ['Q42', b])
  const p = await person(`Човек Човеков ${suffix}`, { languages: ['bg'], email: 'p@primer.test' })
  const q = await person(`Chovek Chovekov ${suffix}`, { languages: ['mk'], phone: '+389 70 000 001' })
  const held = { roleClass: 'mayor', role: { bg: 'кмет' } } as const
  done(await addPost(here, officer, p, { organisationId: a, ...held, fromDate: '2021' }))
  done(await addPost(here, officer, q, { organisationId: b, ...held }))
  done(await addPost(here, officer, q, { organisationId: b, roleClass: 'councillor' }))
  const partnership = { type: 'contact', fields: ['culture'], origin: { bg: 'Писмо' } } as const
  const first = done(await createPartnership(here, officer, { organisationId: a, ...partnership })).id
  const second = done(
    await createPartnership(here, officer, { organisationId: b, type: 'twinning', fields: ['youth'], origin: { bg: 'Посещение' }, published: true }),
  ).id
  const third = done(await createPartnership(here, officer, { organisationId: c, type: 'contact', introducedById: b })).id
  const told = {
    measure: 'youth',
    amount: 24,
    currency: null,
    eventId: null,
    asOf: '2025-12-31',
    source: 'Отчет',
    sourceUrl: null,
    note: '',
    published: false,
  } as const
  done(await addFigure(here, officer, second, { ...told, year: 2025 }))
  const assessed = { remark: '', assessedBy: 'Служителова', assessedOn: '2026-01-10' }
  done(await saveAssessment(here, officer, second, 2025, 0, { ...assessed, marks: { activity: 4 } }))
  // Of 2024 both were looked at: the one that remains keeps its own.
  done(await saveAssessment(here, officer, second, 2024, 0, { ...assessed, marks: { activity: 1 } }))
  done(await saveAssessment(here, officer, first, 2024, 0, { ...assessed, marks: { activity: 5 } }))
  // An approach that became the second one's tie.
  const { rows: towns } = await office.pool.query(
    "select id from place where country = 'MK' and id not in (select place_id from finder_candidate) order by id limit 1",
  )
  const candidate = done(await judgeTown(here, officer, { place: towns[0].id, deed: 'shortlist', why: '', finding: null })).id
  const approach = done(await draftApproach(here, officer, { candidate, language: 'mk', mayor: '', addressed: 'unknown' })).id
  await office.pool.query("update finder_approach set partnership_id = $1, became_on = '2026-11-01' where id = $2", [second, approach])
  const step = done(await addMilestone(here, officer, second, { kind: 'signing', side: 'both', date: '2003' })).id
  const meeting = { kind: 'meeting', direction: 'incoming', date: '2024-05-03' } as const
  const both = done(
    await createEvent(here, officer, {
      ...meeting,
      partners: [b, a],
      participants: [
        { personId: p, asRole: null },
        { personId: q, asRole: 'кмет' },
      ],
    }),
  ).id
  const one = done(await createEvent(here, officer, { ...meeting, date: '2025', partners: [c, b], participants: [{ personId: q, asRole: null }] })).id
  done(await openVisit(here, officer, one))
  const point = done(await addItem(here, officer, one, { title: { bg: 'Точка' }, personId: q })).id
  const mentions = [
    { thing: 'person', id: q, name: 'Човек Човеков' },
    { thing: 'organisation', id: b, name: 'Измислено' },
  ]
  const papers = { minutes: EMPTY_TEXT, withoutOutcome: '', signsForUs: '', signsForThem: '', mentions }
  done(await meetingPut('meeting.changed')(here, officer, one, papers, 0))
  const [guest, guestAgain] = done(
    await addDelegates(here, officer, one, [
      { side: 'guests', personId: q, organisationId: b, role: { bg: 'кмет' } },
      // They were entered twice, once under each record: afterwards they come once.
      { side: 'guests', personId: p, organisationId: b, isHead: true, phone: '+359 2 000 001' },
    ]),
  ).ids
  const bus = done(await addGroup(here, officer, one, { name: { bg: 'Първи автобус' }, members: [guest!, guestAgain!] })).id
  const when = { day: '2025-10-14', time: '14:30', fold: 'first', minutes: 60, lastDay: '2025-10-14', zone: 'Europe/Sofia', endZone: 'Europe/Sofia' } as const
  const meal = done(
    await addProgrammeItem(here, officer, one, {
      kind: 'meal',
      when,
      title: { bg: 'Обяд' },
      contact: 'Човек Човеков',
      contactPersonId: q,
      groups: [bus],
      participants: [
        { delegateId: null, personId: q, part: 'takes' },
        { delegateId: guest!, personId: null, part: 'leads' },
      ],
    }),
  ).id
  const letter = { kind: 'invitation', organisationId: b, personId: q, subject: { bg: 'Покана' }, body: { bg: 'Елате!' }, signatory: {} } as const
  done(await addLetter(here, officer, one, letter))
  const act = done(await createSymbolicAct(here, officer, { kind: 'tree_planting', title: { bg: 'Дърво' }, date: '2024', partners: [b] })).id
  const gift = done(await createGift(here, officer, { way: 'given', what: { bg: 'Ваза' }, date: '2024', partners: [b, a], givers: [p], receivers: [q, p] })).id
  const abroad = done(await createEvent(here, officer, { kind: 'visit', direction: 'outgoing', date: '2026-12', partners: [c] })).id
  done(await openTrip(here, officer, abroad))
  done(await addTraveller(here, officer, abroad, { personId: q, name: '', post: 'кмет', byOrder: 'body' }))
  done(
    await saveReport(here, officer, abroad, 0, { purpose: '', process: '', insights: '', recommendations: [{ text: 'Да опитаме', personId: q, due: null }] }),
  )
  const promise = done(
    await createCommitment(here, officer, {
      owedBy: 'them',
      text: { bg: 'Ще изпратят книги' },
      topic: 'other',
      state: 'agreed',
      due: null,
      partners: [b, a],
      personId: q,
      theirPersonId: q,
    }),
  ).id
  const { version } = await here.db.inOffice(officer.officeId, rulesOf)
  done(await changeReminders(here, officer, { ...USUAL_REMINDERS, standIn: '', trusted: [b], version }, []))
  done(await callDifferent(here, officer, 'organisation', b, c))
  // A mistake that the merge ends: nobody differs from themselves.
  done(await callDifferent(here, officer, 'organisation', a, b))
  const other = await person(`Друга Примерова ${suffix}`)
  done(await callDifferent(here, officer, 'person', q, other))
  await drafts(b, q, second)
  await office.pool.query(
    `insert into waiting_note (office_id, id, kind, thing_id, snoozed_until, snoozed_mark) values ($1, $2, 'silent', $3, '2027-01-01', 'x')`,
    [office.officeId, newId(), second],
  )
  const town = done(
    await createOccasion(here, officer, {
      kind: 'town_day',
      name: { bg: 'Празник на града' },
      rule: { repeats: 'yearly', month: 5, day: 3 },
      organisationId: b,
    }),
  ).id
  const paper = await document(`Устав ${suffix}`, [['organisation', b]])
  // It hangs on both already: afterwards it hangs once.
  const shared = await document(`Снимка ${suffix}`, [
    ['organisation', a],
    ['organisation', b],
    ['person', q],
    ['partnership', second],
    ['milestone', step],
  ])
  return { point, bus, meal, guest, guestAgain, town, paper, shared, a, b, c, p, q, first, second, third, step, both, one, act, promise, gift, abroad }
}

async function drafts(b: string, q: string, partnership: string): Promise<void> {
  const text = newId()
  await office.pool.query(
    `insert into intake_text (office_id, id, title, body, body_hash, format, original_name, original_type, original_hash, original, added_by)
     values ($1, $2, 'Проба', 'x', $3, 'pasted', 'x', 'text/plain', 'x', '', 'x')`,
    [office.officeId, text, newId()],
  )
  const organisationData = { name: { bg: 'Измислено' }, kind: 'municipality', country: 'MK', placeId: null, nativeName: null, aliases: [] }
  const personData = { name: 'Човек', role: '', roleClass: 'mayor', of: null }
  const rows: readonly [string, unknown, string | null, unknown][] = [
    ['organisation', organisationData, null, { id: b, sure: true }],
    ['organisation', organisationData, b, null],
    ['person', personData, q, { id: q, sure: false }],
    ['fields', { fields: ['culture'], partners: [] }, partnership, null],
  ]
  for (const [index, [kind, data, recordId, match]] of rows.entries())
    await office.pool.query(
      `insert into intake_draft (office_id, id, text_id, key, position, kind, data, spans, match, record_id) values ($1, $2, $3, $4, $5, $6, $7, '[]', $8, $9)`,
      [office.officeId, newId(), text, String(index), index + 1, kind, JSON.stringify(data), match === null ? null : JSON.stringify(match), recordId],
    )
}

type Row = Readonly<Record<string, unknown>>
const tablesOf = async (): Promise<string[]> =>
  (
    await office.pool.query<{ name: string }>(
      `select c.table_name as name from information_schema.columns c where c.table_schema = current_schema() and c.column_name = 'office_id' order by 1`,
    )
  ).rows.map(({ name }) => name)
const rowsOf = async (table: string): Promise<Row[]> =>
  (await office.pool.query<{ row: Row }>(`select to_jsonb(t) as row from "${table}" t where office_id = $1`, [office.officeId])).rows.map(({ row }) => row)

/** Every column of every table whose live rows hold the id. */
async function columnsHolding(id: string): Promise<string[]> {
  const found = new Set<string>()
  for (const table of await tablesOf())
    for (const row of await rowsOf(table)) {
      if (row['deleted_at'] !== null && row['deleted_at'] !== undefined) continue
      for (const [column, value] of Object.entries(row)) if (JSON.stringify(value)?.includes(id)) found.add(`${table} ${column}`)
    }
  return [...found].sort()
}

/** The database of the office as it reads: without versions, moments of change, and ids of rows that are written anew with their owner. */
async function everything(): Promise<Record<string, string[]>> {
  const loose = new Set(['activity', 'likeness_key', 'double_count', 'session'])
  const anew = new Set([
    'name_entry',
    'event_partner',
    'event_participant',
    'symbolic_act_partner',
    'commitment_partner',
    'gift_partner',
    'gift_person',
    'trip_recommendation',
    'meeting_mention',
    'partner_contact',
    'text_entry',
    'programme_participant',
    'programme_item_group',
    'programme_group_member',
    'document_place',
  ])
  const read: Record<string, string[]> = {}
  for (const table of await tablesOf()) {
    if (loose.has(table)) continue
    read[table] = (await rowsOf(table))
      .map((row) => {
        const { version: _, updated_at: __, ...rest } = row
        if (anew.has(table)) delete (rest as Record<string, unknown>)['id']
        return JSON.stringify(rest)
      })
      .sort()
  }
  return read
}

const versions = async (table: string, ids: readonly string[]): Promise<Record<string, number>> =>
  Object.fromEntries(
    (
      await office.pool.query<{ id: string; version: number }>(
        `select id, version from ${table} where office_id = $1 and id = any($2) and deleted_at is null`,
        [office.officeId, ids],
      )
    ).rows.map(({ id, version }) => [id, version]),
  )

const mergeInto = async (keep: string, others: readonly string[]) =>
  mergeOrganisations(office.here, office.officer, { versions: await versions('organisation', [keep, ...others]), keep, take: {} }, followers)
const mergePersonInto = async (keep: string, others: readonly string[]) =>
  mergePeople(office.here, office.officer, { versions: await versions('person', [keep, ...others]), keep, take: {} }, followers)

test('no column that points to an organisation, a person, a partnership or a post is forgotten', async () => {
  const { b, q, second } = await register()
  const { rows: keys } = await office.pool.query<{ column: string }>(
    `select c.conrelid::regclass::text || ' ' || a.attname as column
     from pg_constraint c join unnest(c.conkey) k on true join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k
     where c.contype = 'f' and a.attname <> 'office_id' and c.connamespace = current_schema()::regnamespace
       and c.confrelid in ('organisation'::regclass, 'person'::regclass, 'partnership'::regclass, 'post'::regclass)`,
  )
  // References without a key: by their name, and every table that can speak of any kind of thing.
  const { rows: named } = await office.pool.query<{ column: string }>(
    `select c.table_name || ' ' || c.column_name as column from information_schema.columns c
     where c.table_schema = current_schema() and c.data_type = 'uuid' and exists
       (select 1 from information_schema.columns o where o.table_schema = c.table_schema and o.table_name = c.table_name and o.column_name = 'office_id')
       and (c.column_name ~ '(organisation|person|partnership|post|partner|merged_into|introduced_by|record|thing|one|other)(_id|_by_id)?$')`,
  )
  const pointing = [...new Set([...keys, ...named].map(({ column }) => column))].filter((column) => OTHERWISE[column] === undefined).sort()
  expect(pointing.length).toBeGreaterThan(12)
  const claimed = new Set(followers.flatMap(({ columns }) => columns))
  expect(pointing.filter((column) => !claimed.has(column))).toEqual([])
  const held = new Set([...(await columnsHolding(b)), ...(await columnsHolding(q)), ...(await columnsHolding(second))])
  // What the register above does not hold is not proven to follow.
  expect([...claimed].filter((column) => !held.has(column) && !COMPUTED.has(column))).toEqual([])
})

test('no column of an organisation is lost in a merge: each is in what the activity record keeps', async () => {
  const { a } = await register()
  const row = await office.here.db.inOffice(office.officeId, (tx) => organisationById(tx, a))
  const technical = ['officeId', 'id', 'version', 'createdAt', 'updatedAt', 'deletedAt']
  expect(Object.keys(row!).filter((column) => !technical.includes(column) && !(column in snapshotOfOrganisation(row!)))).toEqual([])
})

test('what pointed to a merged organisation points to the kept one, and undo puts everything back', async () => {
  const { a, b, c, first, second, third, step, both, one, act, gift, promise, town, paper, shared, guest, guestAgain } = await register()
  const before = await everything()
  const merged = done(await mergeInto(a, [b]))
  expect(await columnsHolding(b)).toEqual(['activity after', 'activity before', 'activity thing_id'])
  expect(await columnsHolding(second)).toEqual(['activity after', 'activity before', 'activity thing_id'])
  const read = async (sql: string, id: string) => (await office.pool.query(sql, [id])).rows
  expect(await read('select organisation_id from event_partner where event_id = $1 order by id', both)).toEqual([{ organisation_id: a }])
  expect(await read('select organisation_id from event_partner where event_id = $1 order by id', one)).toEqual([{ organisation_id: c }, { organisation_id: a }])
  expect(await read('select organisation_id from symbolic_act_partner where symbolic_act_id = $1', act)).toEqual([{ organisation_id: a }])
  expect(await read('select organisation_id from gift_partner where gift_id = $1', gift)).toEqual([{ organisation_id: a }])
  expect(await read('select organisation_id from commitment_partner where commitment_id = $1', promise)).toEqual([{ organisation_id: a }])
  expect(await read('select organisation_id from partner_contact where event_id = $1 order by id', one)).toEqual([
    { organisation_id: c },
    { organisation_id: a },
  ])
  expect(await read('select organisation_id from partner_contact where event_id = $1', both)).toEqual([{ organisation_id: a }])
  expect(await read('select id, organisation_id from visit_delegate where visit_id = $1 order by id', one)).toEqual([
    { id: guest, organisation_id: a },
    { id: guestAgain, organisation_id: a },
  ])
  expect(await read('select organisation_id from occasion where id = $1', town)).toEqual([{ organisation_id: a }])
  expect(await read('select organisation_id from meeting_mention where meeting_id = $1 and organisation_id is not null', one)).toEqual([{ organisation_id: a }])
  const hangsOn = (id: string) => read('select thing, thing_id from document_place where document_id = $1 order by thing', id)
  expect(await hangsOn(paper)).toEqual([{ thing: 'organisation', thing_id: a }])
  expect(await hangsOn(shared)).toEqual([
    { thing: 'milestone', thing_id: step },
    { thing: 'organisation', thing_id: a },
    { thing: 'partnership', thing_id: first },
    { thing: 'person', thing_id: expect.any(String) },
  ])
  expect(await read('select organisation_id, type from partnership_standing where id = $1', first)).toEqual([{ organisation_id: a, type: 'twinning' }])
  expect(await read('select id from partnership_standing where id = $1', second)).toEqual([])
  expect(await read('select partnership_id from milestone where id = $1', step)).toEqual([{ partnership_id: first }])
  expect(await read('select introduced_by_id from partnership where id = $1', third)).toEqual([{ introduced_by_id: a }])
  expect(
    await read(`select type, fields, origin #>> '{in,bg,text}' as origin, published_at is not null as public, slug from partnership where id = $1`, first),
  ).toEqual([{ type: 'twinning', fields: ['culture', 'youth'], origin: 'Писмо\n\nПосещение', public: true, slug: expect.stringMatching(/^izmisleno-/) }])
  expect(await read(`select name, aliases, website, wikidata_id, notes #>> '{in,bg,text}' as notes from organisation where id = $1`, a)).toEqual([
    {
      name: expect.anything(),
      aliases: ['Измислица', 'Втора Измислица', expect.stringMatching(/^Izmisleno /)],
      website: 'https://a.example/',
      wikidata_id: 'Q42',
      notes: 'Бележка от втория',
    },
  ])
  expect(await read('select merged_into_id, deleted_at is not null as gone from organisation where id = $1', b)).toEqual([{ merged_into_id: a, gone: true }])

  const undone = await undo(office.here, office.officer, merged.activityId)
  expect(undone?.ok).toBe(true)
  expect(await everything()).toEqual(before)
  // And the undoing undone: merged again, all of it.
  const again = undone?.ok === true ? await undo(office.here, office.officer, undone.value.again) : null
  expect(again?.ok).toBe(true)
  expect(await columnsHolding(b)).toEqual(['activity after', 'activity before', 'activity thing_id'])
  expect(await read('select merged_into_id, deleted_at is not null as gone from organisation where id = $1', b)).toEqual([{ merged_into_id: a, gone: true }])
})

test('what pointed to a merged person points to the kept one; one post written twice becomes one; undo puts everything back', async () => {
  const { point, bus, meal, a, b, p, q, both, one, promise, shared, guestAgain, gift, abroad } = await register()
  done(await mergeInto(a, [b]))
  const before = await everything()
  const merged = done(await mergePersonInto(p, [q]))
  expect(await columnsHolding(q)).toEqual(['activity after', 'activity before', 'activity thing_id'])
  const { rows: posts } = await office.pool.query(
    'select person_id, organisation_id, role_class, from_date from post where person_id = any($1) and deleted_at is null order by role_class',
    [[p, q]],
  )
  expect(posts).toEqual([
    { person_id: p, organisation_id: a, role_class: 'councillor', from_date: null },
    { person_id: p, organisation_id: a, role_class: 'mayor', from_date: '2021' },
  ])
  const { rows: came } = await office.pool.query('select event_id, person_id, as_role from event_participant where event_id = any($1) order by as_role', [
    [both, one],
  ])
  expect(came).toEqual([
    { event_id: both, person_id: p, as_role: 'кмет' },
    { event_id: one, person_id: p, as_role: null },
  ])
  const { rows: coming } = await office.pool.query(
    `select id, person_id, is_head, phone, role #>> '{in,bg,text}' as role from visit_delegate where visit_id = $1 and deleted_at is null`,
    [one],
  )
  expect(coming).toEqual([{ id: guestAgain, person_id: p, is_head: true, phone: '+359 2 000 001', role: 'кмет' }])
  expect((await office.pool.query('select person_id, name from trip_traveller where trip_id = $1', [abroad])).rows).toEqual([
    { person_id: p, name: expect.any(String) },
  ])
  expect((await office.pool.query('select person_id from trip_recommendation where trip_id = $1', [abroad])).rows).toEqual([{ person_id: p }])
  expect((await office.pool.query('select side, person_id from gift_person where gift_id = $1 order by side', [gift])).rows).toEqual([
    { side: 'giver', person_id: p },
    { side: 'receiver', person_id: p },
  ])
  expect((await office.pool.query('select person_id from commitment where id = $1', [promise])).rows).toEqual([{ person_id: p }])
  expect((await office.pool.query('select person_id from meeting_item where id = $1', [point])).rows).toEqual([{ person_id: p }])
  expect((await office.pool.query('select person_id from meeting_mention where meeting_id = $1 and person_id is not null', [one])).rows).toEqual([
    { person_id: p },
  ])
  expect((await office.pool.query(`select thing_id from document_place where document_id = $1 and thing = 'person'`, [shared])).rows).toEqual([{ thing_id: p }])
  expect((await office.pool.query('select languages, email, phone from person where id = $1', [p])).rows).toEqual([
    { languages: ['bg', 'mk'], email: 'p@primer.test', phone: '+389 70 000 001' },
  ])
  expect((await office.pool.query('select contact_person_id from programme_item where id = $1', [meal])).rows).toEqual([{ contact_person_id: p }])
  expect((await office.pool.query('select person_id, delegate_id, part from programme_participant where item_id = $1 order by part', [meal])).rows).toEqual([
    { person_id: null, delegate_id: guestAgain, part: 'leads' },
    { person_id: p, delegate_id: null, part: 'takes' },
  ])
  expect((await office.pool.query('select delegate_id from programme_group_member where group_id = $1', [bus])).rows).toEqual([{ delegate_id: guestAgain }])
  const undone = await undo(office.here, office.officer, merged.activityId)
  expect(undone?.ok).toBe(true)
  expect(await everything()).toEqual(before)
})

test('an event, an occasion or a document removed before the merge comes back tied to the kept organisation', async () => {
  const a = await organisation('Останала')
  const b = await organisation('Присъединена')
  const event = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'incoming', date: '2020', partners: [b] }))
  const removed = done(await removeEvent(office.here, office.officer, event.id, 1))
  const occasion = done(
    await createOccasion(office.here, office.officer, {
      kind: 'town_day',
      name: { bg: 'Ден' },
      rule: { repeats: 'yearly', month: 5, day: 3 },
      organisationId: b,
    }),
  )
  const dayGone = done(await removeOccasion(office.here, office.officer, occasion.id, 1))
  const paper = await document('Стар лист', [['organisation', b]])
  const paperGone = done(await removeDocument(office.here, office.officer, paper, 1))
  done(await mergeInto(a, [b]))
  for (const { activityId } of [removed, dayGone, paperGone]) expect((await undo(office.here, office.officer, activityId))?.ok).toBe(true)
  expect((await office.pool.query('select organisation_id from occasion where id = $1', [occasion.id])).rows).toEqual([{ organisation_id: a }])
  expect((await office.pool.query('select thing_id from document_place where document_id = $1', [paper])).rows).toEqual([{ thing_id: a }])
  expect((await office.pool.query('select organisation_id from event_partner where event_id = $1', [event.id])).rows).toEqual([{ organisation_id: a }])
})

test('a cycle cannot be made: into itself, back again, of another office, at once from two tabs', async () => {
  const [a, b, c] = [await organisation('Първа'), await organisation('Втора'), await organisation('Трета')]
  const refusal = async (answer: Promise<{ ok: boolean }>) => {
    const read = (await answer) as { ok: true } | { ok: false; refusal: { code: string } }
    return read.ok ? 'done' : read.refusal.code
  }
  expect(await refusal(mergeInto(a, [a]))).toBe('too-few')
  expect(await refusal(mergeOrganisations(office.here, office.officer, { versions: { [a]: 1, [b]: 1 }, keep: c, take: {} }, followers))).toBe('keep')
  const other = await office.openAnother('Друга община')
  const theirs = done(await createOrganisation(office.here, other.officer, { name: { bg: 'Чужда' }, kind: 'municipality', country: 'MK' })).id
  expect(await refusal(mergeOrganisations(office.here, office.officer, { versions: { [a]: 1, [theirs]: 1 }, keep: a, take: {} }, followers))).toBe('missing')
  // Two tabs opened on the same three: A into B in one, B into C in the other.
  const both = await Promise.all([
    refusal(mergeOrganisations(office.here, office.officer, { versions: { [a]: 1, [b]: 1 }, keep: b, take: {} }, followers)),
    refusal(mergeOrganisations(office.here, office.officer, { versions: { [b]: 1, [c]: 1 }, keep: c, take: {} }, followers)),
  ])
  expect([
    ['done', 'stale'],
    ['merged', 'done'],
  ]).toContainEqual(both)
  // Whatever came first: the one that is gone takes nobody up any more.
  const gone = both[0] === 'done' ? a : b
  const kept = both[0] === 'done' ? b : c
  expect(await refusal(mergeInto(gone, [kept]))).toBe('too-few')
  expect(await refusal(mergeOrganisations(office.here, office.officer, { versions: { [gone]: 2, [kept]: 2 }, keep: gone, take: {} }, followers))).toBe('merged')
})
