// The whole history of a record, an earlier state of it, bringing it back; the journal by person and day; a name of two hundred letters.
import { addTag, changeTag, savePeople } from '#features/finder/facts/fact.actions.ts'
import { loadTowns } from '#features/places/place.jobs.ts'
import { addTwinning, bringList, removeList, removeTwinning, takeList } from '#features/finder/twinnings/twinning.actions.ts'
import { saveAssessment } from '#features/impact/assessments/assessment.actions.ts'
import { addFigure, changeFigure } from '#features/impact/figures/figure.actions.ts'
import { saveYear } from '#features/impact/reports/year.actions.ts'
import { changeIssue, openIssue } from '#features/digest/newsletter/issue.actions.ts'
import { beginMonth } from '#features/digest/edition.actions.ts'
import { checkEdition } from '#features/digest/publication.actions.ts'
import { publish } from '../../../tests/support/newsletter.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { changeLetterhead } from '#features/accounts/letterhead/letterhead.actions.ts'
import { changeSiteLanguages } from '#features/accounts/site-languages/site-language.actions.ts'
import { letterheadForm } from '#features/accounts/letterhead/letterhead.ts'
import { changeOccasion, createOccasion } from '#features/calendar/occasions/occasion.actions.ts'
import { changeRules } from '#features/calendar/rules.actions.ts'
import { createCommitment, changeCommitment } from '#features/commitments/commitment.actions.ts'
import { changeReminders } from '#features/commitments/reminders/reminder.actions.ts'
import { USUAL_RULES as USUAL_REMINDERS } from '#features/commitments/reminders/reminder.ts'
import { addDocument, changeDocument } from '#features/documents/document.actions.ts'
import { changeEvent, createEvent } from '#features/events/event.actions.ts'
import { addCost, changeCost } from '#features/trips/money/cost.actions.ts'
import { changeRate, createRate } from '#features/trips/rates/rate.actions.ts'
import { saveReport } from '#features/trips/reports/report.actions.ts'
import { changeLook } from '#features/website/look/look.actions.ts'
import { saveWanted } from '#features/finder/wanted/wanted.actions.ts'
import { wantedForm } from '#features/finder/wanted/wanted.ts'
import { changeStatement } from '#features/website/statement/statement.actions.ts'
import { NO_STATEMENT } from '#features/website/statement/statement.ts'
import { changeTripRules } from '#features/trips/rules/rules.actions.ts'
import { usualRules } from '#features/trips/rules/rules.ts'
import { addTraveller, changeTraveller } from '#features/trips/travellers/traveller.actions.ts'
import { changeTrip, openTrip } from '#features/trips/trip.actions.ts'
import { changeLimit, createLimit } from '#features/gifts/limits/limit.actions.ts'
import { changeGift, createGift } from '#features/gifts/gift.actions.ts'
import { changeSymbolicAct, createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { mergeOrganisations } from '#features/organisations/doubles/merging.actions.ts'
import { changeOrganisation, createOrganisation } from '#features/organisations/organisation.actions.ts'
import { changePerson, createPerson } from '#features/organisations/people/person.actions.ts'
import { personById } from '#features/organisations/people/person.queries.ts'
import { addPost, changePost } from '#features/organisations/people/post.actions.ts'
import { changeLimits } from '#features/partnerships/silence/dormancy.actions.ts'
import { DEFAULT_LIMITS } from '#features/partnerships/silence/dormancy.ts'
import { addMilestone, changeMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { changePartnership, createPartnership } from '#features/partnerships/partnership.actions.ts'
import { addItem, changeItem } from '#features/meetings/agenda/item.actions.ts'
import { changeDecision, recordDecision } from '#features/meetings/outcomes/outcome.actions.ts'
import { sayWithoutOutcome } from '#features/meetings/meeting.actions.ts'
import { addDelegates, changeDelegate } from '#features/visits/delegations/delegate.actions.ts'
import { addGroup, changeGroup } from '#features/visits/programmes/group.actions.ts'
import { addProgrammeItem, changeProgrammeItem } from '#features/visits/programmes/item.actions.ts'
import { addArrangement, changeArrangement } from '#features/visits/arrangements/arrangement.actions.ts'
import { addSeating, changeSeating } from '#features/visits/seatings/seating.actions.ts'
import { changeOutreachRules, draftApproach, noteSending } from '#features/finder/outreach/approach.actions.ts'
import { judgeTown, noteTown } from '#features/finder/shortlist/candidate.actions.ts'
import { addLetter, changeLetter } from '#features/visits/invitations/letter.actions.ts'
import { changePreparationRules } from '#features/visits/preparation/rules.actions.ts'
import { USUAL_PREPARATION } from '#features/visits/preparation/rules.ts'
import { addTask, tickTask } from '#features/visits/preparation/task.actions.ts'
import { changeVisit, openVisit } from '#features/visits/visit.actions.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import { isCut, LONGEST_IN_SENTENCE, sentenceOf } from '#platform/activity/sentences.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { followers } from '../../followers.ts'
import { undo } from './journal.actions.ts'
import { THINGS } from './journal.ts'
import { fieldsOf, isTold } from './telling.ts'
import { done, openOffice, type TestOffice } from '../../../tests/support/open-office.ts'

const TODAY = '2026-11-23'
const FAENZA = 3_177_300
let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: TODAY })
})
afterAll(() => office.close())
afterEach(() => office.here.clock.set(TODAY))

const organisation = async (name: string) =>
  done(await createOrganisation(office.here, office.officer, { name: { bg: name }, kind: 'municipality', country: 'MK' })).id
const person = async (name: string, more: object = {}) => done(await createPerson(office.here, office.officer, { name: { bg: name }, ...more })).id
const page = async (path: string, role: 'officer' | 'reader' = 'officer') => (await office.as(role).get(path)).text()
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const bare = (html: string): string => html.replace(/<\/?a[^>]*>/g, '')
const linesOf = async (thing: string, id: string) =>
  (
    await office.pool.query<{ id: string; act: string; version: number }>(
      'select id, act, version_after as version from activity where thing = $1 and thing_id = $2 order by id',
      [thing, id],
    )
  ).rows
const named = (id: string) => office.here.db.inOffice(office.officeId, async (tx) => (await personById(tx, id))?.name.in['bg']?.text ?? null)
const undoIn = (html: string): string => /action="(\/activity\/[^"]+\/undo)"/.exec(html)![1]!

describe('sentences', () => {
  const change = (more: object) => ({ name: 'phone', field: 'Телефон', before: '1', after: '2', ...more })
  test.each([
    [{}, 'Промени телефона на Анго: от „1“ на „2“.', 'Changed the phone of Анго from “1” to “2”.'],
    [{ before: '' }, 'Вписа телефона на Анго: „2“.', 'Entered the phone of Анго: “2”.'],
    [{ after: '' }, 'Изчисти телефона на Анго; беше „1“.', 'Cleared the phone of Анго; it was “1”.'],
    [{ name: 'title' }, 'Промени титлата на Анго: от „1“ на „2“.', 'Changed the title of Анго from “1” to “2”.'],
    [{ name: 'title', lang: 'fr', langName: 'L' }, 'Промени заглавието (L) на Анго: от „1“ на „2“.', 'Changed the heading (L) of Анго from “1” to “2”.'],
    [{ name: 'unknown' }, 'Промени полето „Телефон“ на Анго: от „1“ на „2“.', 'Changed the field “Телефон” of Анго from “1” to “2”.'],
    [{ name: 'publishedAt', before: '' }, 'Показа Анго на гражданите.', 'Showed Анго to citizens.'],
    [{ name: 'publishedAt', after: '' }, 'Скри Анго от гражданите.', 'Hid Анго from citizens.'],
    [{ after: '2026 г.' }, 'Промени телефона на Анго: от „1“ на „2026 г.“', 'Changed the phone of Анго from “1” to “2026 г.”'],
  ])('%s', (more, bg, en) => {
    const told = change(more)
    expect([speakingIn('bg', () => sentenceOf(told, 'Анго')), speakingIn('en', () => sentenceOf(told, 'Анго'))]).toEqual([bg, en])
  })

  test('the same fields ticked in another order are no change', () => {
    const names = { organisation: String, place: String, timeZone: 'Europe/Sofia' }
    for (const thing of ['partnership', 'event'])
      expect(changesBetween({ fields: ['culture', 'crafts'] }, { fields: ['crafts', 'culture'] }, fieldsOf(thing, names))).toEqual([])
  })

  test('every field of every kind of record has its word inside a sentence, in both languages', () => {
    const names = { organisation: String, place: String, timeZone: 'Europe/Sofia' }
    for (const language of ['bg', 'en'] as const)
      speakingIn(language, () => {
        const unnamed = THINGS.filter(isTold).flatMap((thing) =>
          fieldsOf(thing, names)
            .filter(({ name }) => name !== 'publishedAt')
            .filter((field) =>
              /полето „|the field “/.test(
                sentenceOf({ name: field.name, field: field.label, before: '1', after: '2', ...('object' in field ? { object: field.object! } : {}) }),
              ),
            )
            .map(({ name }) => `${thing} ${name}`),
        )
        expect(unnamed).toEqual([])
      })
  })

  test('a long value is cut between letters, and a mark stays with its letter', () => {
    const letter = 'а\u0301\u0323'
    const long = change({ before: '', after: letter.repeat(LONGEST_IN_SENTENCE + 5) })
    expect([sentenceOf(long), isCut(long)]).toEqual([`Вписа телефона: „${letter.repeat(LONGEST_IN_SENTENCE)}…“`, true])
    const whole = change({ before: '', after: letter.repeat(LONGEST_IN_SENTENCE) })
    expect([sentenceOf(whole), isCut(whole)]).toEqual([`Вписа телефона: „${letter.repeat(LONGEST_IN_SENTENCE)}“.`, false])
  })

  const begun = 'Едно и също начало, което се повтаря и в двата текста дума по дума. '.repeat(3)
  test.each([
    ['a word', `${begun}Дойдоха трима гости.`, `${begun}Дойдоха петима гости.`, '… по дума. Дойдоха трима гости.', '… по дума. Дойдоха петима гости.'],
    ['more at the end', `${begun}Край.`, `${begun}Край. И още нещо.`, '… по дума. Край.', '… по дума. Край. И още нещо.'],
    [
      'the very beginning',
      `Иначе. ${begun}`,
      `Друго. ${begun}`,
      `${`Иначе. ${begun}`.slice(0, LONGEST_IN_SENTENCE)}…`,
      `${`Друго. ${begun}`.slice(0, LONGEST_IN_SENTENCE)}…`,
    ],
    ['short ones, which stand whole', 'Дойдоха трима добри гости.', 'Дойдоха трима добри люде.', 'Дойдоха трима добри гости.', 'Дойдоха трима добри люде.'],
  ])('long texts are told apart by what differs: %s', (_, before, after, old, now) => {
    const ending = /[.…]$/.test(now) ? '' : '.'
    expect(sentenceOf(change({ before, after }))).toBe(`Промени телефона: от „${old}“ на „${now}“${ending}`)
  })
})

describe('the journal', () => {
  test('tells one change in one sentence with the name as a link, in both languages', async () => {
    const id = await person('Анго Ангов', { phone: '111' })
    done(await changePerson(office.here, office.officer, id, 1, { name: { bg: 'Анго Ангов' }, phone: '222' }))
    const bg = await page(addresses.activity())
    expect(bg).toContain(`<a href="/people/${id}">Анго Ангов</a>`)
    expect(bare(bg)).toContain('Промени телефона на Анго Ангов: от „111“ на „222“.')
    const english = await office.as('officer').get(addresses.activity(), { 'accept-language': 'en' })
    const visit = office.as('officer')
    await visit.post('/language', { locale: 'en', next: '/activity' })
    expect([
      english.status,
      bare(await (await visit.get(addresses.activity())).text()).includes('Changed the phone of Анго Ангов from “111” to “222”.'),
    ]).toEqual([200, true])
  })

  test('is narrowed to days of the office’s own time zone', async () => {
    const fresh = await openOffice({ today: '2026-03-03' })
    try {
      const made = async (day: string, hour: string, name: string) => {
        const { id } = done(await createOrganisation(fresh.here, fresh.officer, { name: { bg: name }, kind: 'school', country: 'BG' }))
        await fresh.pool.query('update activity set at = $1 where thing_id = $2', [`${day}T${hour}Z`, id])
      }
      // In Sofia it is two hours later in winter, three in summer.
      await made('2026-03-02', '21:59:59', 'Предишен Ден')
      await made('2026-03-02', '22:00:00', 'Точно След Полунощ')
      await made('2026-03-03', '21:59:59', 'Последна Секунда')
      await made('2026-03-03', '22:00:00', 'Следващ Ден')
      await made('2026-07-01', '20:59:59', 'Лятна Нощ')
      const found = async (query: Record<string, string>) => {
        const shown = await (await fresh.as('officer').get(addresses.activity(query))).text()
        return ['Предишен Ден', 'Точно След Полунощ', 'Последна Секунда', 'Следващ Ден', 'Лятна Нощ'].filter((name) => shown.includes(`>${name}</a>`))
      }
      expect(await found({ from: '2026-03-03', to: '2026-03-03' })).toEqual(['Точно След Полунощ', 'Последна Секунда'])
      expect(await found({ to: '2026-03-02' })).toEqual(['Предишен Ден'])
      expect(await found({ from: '2026-07-01', to: '2026-07-01' })).toEqual(['Лятна Нощ'])
      expect(await found({ from: '2026-03-04', to: '2026-03-03' })).toEqual([])
      expect(await (await fresh.as('officer').get(addresses.activity({ from: '2026-03-04', to: '2026-03-03' }))).text()).toContain(
        'Първият ден е след последния',
      )
      for (const junk of ['2026-02-30', 'вчера', '0000-00-00', '9999-12-31', '1723-01-01'])
        expect((await fresh.as('officer').get(addresses.activity({ from: junk, to: junk }))).status).toBe(200)
      const statements = (path: string) => fresh.statements(() => fresh.as('officer').get(path))
      expect(await statements(addresses.activity({ from: '2026-03-03', person: fresh.officer.personId, thing: 'organisation' }))).toBe(
        await statements(addresses.activity()),
      )
      const shown = await (await fresh.as('officer').get(addresses.activity({ from: '2026-03-03', to: '2026-07-02' }))).text()
      expect([
        shown.includes('value="2026-03-03"'),
        shown.includes('value="2026-07-02"'),
        shown.includes(`person=${fresh.officer.personId}&amp;from=2026-03-03`) || shown.includes('from=2026-03-03'),
      ]).toEqual([true, true, true])
    } finally {
      await fresh.close()
    }
  })
})

describe('a record’s history', () => {
  test('is paged by key however long it is, with its parts, and costs the same', async () => {
    const id = await person('Дълга История')
    const statements = () => office.statements(() => office.as('officer').get(addresses.history({ thing: 'person', id })))
    const few = await statements()
    const town = await organisation('Градче')
    const post = done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor' }))
    for (let n = 1; n <= 60; n++) done(await changePerson(office.here, office.officer, id, n, { name: { bg: 'Дълга История' }, phone: String(n) }))
    expect(await statements()).toBe(few)
    const own = await page(addresses.person({ id }))
    expect([
      own.match(/както беше тогава/g)!.length,
      own.includes('Вписана длъжност'),
      own.includes('Добавена е длъжност'),
      own.includes('По-стари промени'),
    ]).toEqual([11, false, false, true])
    const first = await page(addresses.history({ thing: 'person', id }))
    const next = /rel="next" href="([^"]+)"/.exec(first)![1]!.replaceAll('&amp;', '&')
    const second = await page(next)
    expect([(first.match(/<p class="who">/g) ?? []).length, (second.match(/<p class="who">/g) ?? []).length]).toEqual([40, 22])
    // The post was never changed: its only line may be taken back even here; older lines of the person may not.
    expect(second.match(/action="\/activity\/[^"]+\/undo"/g)).toEqual([`action="/activity/${post.activityId}/undo"`])
    expect(plain(await page(addresses.history({ thing: 'person', id }, { from: '2020-01-01', to: '2020-01-02' })))).toContain('Няма промени за този избор.')
    expect(plain(await page(addresses.history({ thing: 'organisation', id: town })))).toContain('Вписана длъжност: Дълга История, кмет, Градче')
  })

  test('is nobody’s who is not in the office, and junk is not found', async () => {
    const id = await person('Тайна История')
    const other = await office.openAnother('Община Друга')
    const [line] = await linesOf('person', id)
    const paths = [addresses.history({ thing: 'person', id }), addresses.historyVersion({ thing: 'person', id, line: line!.id })]
    for (const path of paths) expect([(await other.visit.get(path)).status, (await office.as('reader').get(path)).status]).toEqual([404, 200])
    expect((await other.visit.post(addresses.historyRestoration({ thing: 'person', id, line: line!.id }), { version: '1' })).status).toBe(404)
    expect((await office.as('reader').post(addresses.historyRestoration({ thing: 'person', id, line: line!.id }), { version: '1' })).status).toBe(403)
    for (const path of [
      '/history/nothing/x',
      `/history/constructor/${id}`,
      `/history/person/${line!.id}`,
      `/history/person/${id}/junk`,
      `/history/post/${id}/${line!.id}`,
    ])
      expect((await office.as('officer').get(path)).status).toBe(404)
    expect((await office.as('officer').post('/history/person/x/y/restoration', { version: '1' })).status).toBe(404)
  })
})

describe('an earlier state', () => {
  test('is shown whole, told apart from today’s, and brought back as a new change with an undo', async () => {
    office.here.clock.set('2026-03-03')
    const id = await person('Първо Име', { phone: '111', email: 'made-up@example.org', languages: ['mk'] })
    office.here.clock.set('2026-04-04')
    done(await changePerson(office.here, office.officer, id, 1, { name: { bg: 'Второ Име' }, phone: '222' }))
    done(await changePerson(office.here, office.officer, id, 2, { name: { bg: 'Трето Име' }, phone: '333', email: null }))
    const [first] = await linesOf('person', id)
    const at = { thing: 'person', id, line: first!.id }
    const shown = await page(addresses.historyVersion(at))
    for (const words of ['Първо Име: както беше на 3 март 2026 г.', 'made-up@example.org', 'македонски', 'Върни това състояние', 'name="version" value="3"'])
      expect(shown).toContain(words)
    expect(await page(addresses.historyVersion(at), 'reader')).not.toContain('Върни това състояние')
    const visit = office.as('officer')
    const restored = await visit.post(addresses.historyRestoration(at), { version: '3' })
    expect([restored.headers.get('location'), await named(id)]).toEqual([addresses.person({ id }), 'Първо Име'])
    const after = await visit.follow(restored)
    expect(after).toContain('Върнато е състоянието от 3 март 2026 г.')
    await visit.post(undoIn(after))
    expect(await named(id)).toBe('Трето Име')
  })

  test('brought back in two tabs it is written once; the second is told', async () => {
    const id = await person('Първо Име')
    done(await changePerson(office.here, office.officer, id, 1, { name: { bg: 'Второ Име' } }))
    const [first] = await linesOf('person', id)
    const at = { thing: 'person', id, line: first!.id }
    const answers = await Promise.all([1, 2].map(() => office.as('officer').post(addresses.historyRestoration(at), { version: '2' })))
    expect(answers.map((answer) => answer.headers.get('location')).sort()).toEqual([addresses.historyVersion(at), addresses.person({ id })].sort())
    expect((await linesOf('person', id)).map(({ act }) => act)).toEqual(['person.created', 'person.changed', 'person.restored'])
    const visit = office.as('officer')
    const again = await visit.follow(await visit.post(addresses.historyRestoration(at), { version: '2' }))
    expect(again).toContain('Записът е променен, след като отворихте тази страница')
    const newest = (await linesOf('person', id)).at(-1)!
    const same = await visit.follow(await visit.post(addresses.historyRestoration({ ...at, line: newest.id }), { version: '3' }))
    expect([same.includes('Записът вече е в това състояние'), same.includes('Това е сегашното състояние')]).toEqual([true, true])
    // Restoring from the page of the state it already equals would write an empty change: no button stands there.
    expect(await page(addresses.historyVersion(at))).not.toContain('<button class="ds-button">Върни това състояние')
  })

  test('of a removed record comes back with it; the record of changes leads there', async () => {
    const id = await person('Премахнат Човеков')
    const visit = office.as('officer')
    await visit.post(addresses.personRemoval({ id }), { version: '1' })
    expect(await page(addresses.activity())).toContain(`href="${addresses.history({ thing: 'person', id })}"`)
    const removal = (await linesOf('person', id)).at(-1)!
    const at = { thing: 'person', id, line: removal.id }
    const shown = await page(addresses.historyVersion(at))
    expect([shown.includes('Последното състояние преди премахването'), shown.includes('Днес записът е премахнат.')]).toEqual([true, true])
    await visit.post(addresses.historyRestoration(at), { version: String(removal.version) })
    expect(await named(id)).toBe('Премахнат Човеков')
  })

  test('whose partner or person is gone is refused in words, and nothing is written', async () => {
    const town = await organisation('Дойранче')
    const partnership = done(await createPartnership(office.here, office.officer, { organisationId: town, type: 'contact' })).id
    const milestone = done(await addMilestone(office.here, office.officer, partnership, { kind: 'signing', side: 'both', date: '2003' })).id
    done(await changeMilestone(office.here, office.officer, milestone, 1, { kind: 'signing', side: 'both', date: '2004' }))
    done(await changePartnership(office.here, office.officer, partnership, 1, { type: 'friendship' }))
    const id = await person('Анго Ангов')
    const post = done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor' })).id
    done(await changePost(office.here, office.officer, post, 1, { organisationId: town, roleClass: 'official' }))
    const visit = office.as('officer')
    await visit.post(addresses.personRemoval({ id }), { version: '1' })
    await visit.post(addresses.postRemoval({ id, post }), { version: '2' })
    const back = async (thing: string, thingId: string, which: number) => {
      const lines = await linesOf(thing, thingId)
      const answer = await visit.post(addresses.historyRestoration({ thing, id: thingId, line: lines.at(which)!.id }), {
        version: String(lines.at(-1)!.version),
      })
      return [plain(await visit.follow(answer)), (await linesOf(thing, thingId)).length - lines.length] as const
    }
    const [posted, postLines] = await back('post', post, 0)
    expect([posted.includes('Такъв човек няма в указателя'), postLines]).toEqual([true, 0])
    await visit.post(addresses.partnershipRemoval({ id: partnership }), { version: '2' })
    const [stepped, stepLines] = await back('milestone', milestone, 0)
    expect([stepped.includes('Това партньорство вече го няма.'), stepLines]).toEqual([true, 0])
    // With the person's post gone nothing holds the organisation any more.
    await office.pool.query('update post set deleted_at = now() where id = $1', [post])
    await visit.post(addresses.organisationRemoval({ id: town }), { version: '1' })
    const [tied, tieLines] = await back('partnership', partnership, 0)
    expect([tied.includes('Тази организация вече я няма в регистъра.'), tieLines]).toEqual([true, 0])
  })

  test('of every kind of record is shown and brought back', async () => {
    const town = await organisation('Навсякъде')
    done(await changeOrganisation(office.here, office.officer, town, 1, { name: { bg: 'Другаде' }, kind: 'region', country: 'ME' }))
    const id = await person('Анго Ангов')
    done(await changePerson(office.here, office.officer, id, 1, { name: { bg: 'Друг Ангов' } }))
    const post = done(await addPost(office.here, office.officer, id, { organisationId: town, roleClass: 'mayor' })).id
    done(await changePost(office.here, office.officer, post, 1, { organisationId: town, roleClass: 'official' }))
    const partnership = done(await createPartnership(office.here, office.officer, { organisationId: town, type: 'contact' })).id
    done(await changePartnership(office.here, office.officer, partnership, 1, { type: 'friendship' }))
    const milestone = done(await addMilestone(office.here, office.officer, partnership, { kind: 'signing', side: 'both', date: '2003' })).id
    done(await changeMilestone(office.here, office.officer, milestone, 1, { kind: 'signing', side: 'both', date: '2004' }))
    const visited = { kind: 'visit', direction: 'incoming', date: '2026-10-04', partners: [town] } as const
    const event = done(await createEvent(office.here, office.officer, { ...visited, title: { bg: 'Гостуване' } })).id
    done(await changeEvent(office.here, office.officer, event, 1, { ...visited, kind: 'forum', title: { bg: 'Форум' } }))
    done(await openVisit(office.here, office.officer, event))
    done(await changeVisit(office.here, office.officer, event, 1, { requestedBy: 'Посолството' }))
    const [guest] = done(await addDelegates(office.here, office.officer, event, [{ side: 'guests', name: { bg: 'Гост Гостов' }, organisationId: town }])).ids
    done(await changeDelegate(office.here, office.officer, guest!, 1, { side: 'guests', name: { bg: 'Друг Гостов' }, diet: 'без орехи' }))
    const point = done(await addItem(office.here, office.officer, event, { title: { bg: 'Точка' } })).id
    done(await changeItem(office.here, office.officer, event, point, 1, { title: { bg: 'Друга точка' } }))
    const decision = done(await recordDecision(office.here, office.officer, event, { itemId: point, text: { bg: 'Да се срещаме всяка година' } })).id
    done(await changeDecision(office.here, office.officer, event, decision, 1, { text: { bg: 'Да се срещаме през година' }, published: true }))
    done(await sayWithoutOutcome(office.here, office.officer, event, 0, 'Само запознаване'))
    done(await sayWithoutOutcome(office.here, office.officer, event, 1, 'Само разговор'))
    const when = { day: '2026-10-04', time: '10:00', fold: 'first', minutes: 60, lastDay: '2026-10-04', zone: 'Europe/Sofia', endZone: 'Europe/Sofia' } as const
    const item = done(await addProgrammeItem(office.here, office.officer, event, { kind: 'meeting', when, title: { bg: 'Среща' } })).id
    done(
      await changeProgrammeItem(office.here, office.officer, event, item, 1, {
        kind: 'meeting',
        when,
        title: { bg: 'Среща с керамици' },
        room: 'Голямата зала',
      }),
    )
    const bus = done(await addGroup(office.here, office.officer, event, { name: { bg: 'Автобус' }, members: [guest!] })).id
    done(await changeGroup(office.here, office.officer, event, bus, 1, { name: { bg: 'Първи автобус' }, members: [] }))
    const arrangement = done(await addArrangement(office.here, office.officer, event, { kind: 'rooms', what: 'Хотел' })).id
    done(await changeArrangement(office.here, office.officer, arrangement, 1, { kind: 'meal', what: 'Вечеря', cents: 12050, payer: 'us' }))
    const table = { form: 'facing', guestsFaceDoor: true, interpreterPlace: 'beside', away: [] } as const
    const seating = done(await addSeating(office.here, office.officer, event, { ...table, title: 'Разговори' })).id
    done(await changeSeating(office.here, office.officer, seating, 1, { ...table, title: 'Вечеря', form: 'round' }))
    const written = { subject: { bg: 'Покана' }, body: { bg: 'Елате!' }, signatory: {} }
    const letter = done(await addLetter(office.here, office.officer, event, { kind: 'invitation', organisationId: town, personId: null, ...written })).id
    done(await changeLetter(office.here, office.officer, letter, 1, { ...written, number: '7', sentOn: null }))
    const task = done(await addTask(office.here, office.officer, event, { text: 'Цветя', due: '2026-10-01' })).id
    done(await tickTask(office.here, office.officer, event, task, 1, true))
    done(await changePreparationRules(office.here, office.officer, 0, USUAL_PREPARATION))
    done(await changePreparationRules(office.here, office.officer, 1, { ...USUAL_PREPARATION, eraseAfterDays: 60 }))
    const planted = { kind: 'tree_planting', date: '2026', partners: [town] } as const
    const act = done(await createSymbolicAct(office.here, office.officer, { ...planted, title: { bg: 'Дръвче' } })).id
    done(await changeSymbolicAct(office.here, office.officer, act, 1, { ...planted, title: { bg: 'Друго дръвче' } }))
    const had = { way: 'received', date: '2026', partners: [town] } as const
    const gift = done(await createGift(office.here, office.officer, { ...had, what: { bg: 'Ваза' } })).id
    done(await changeGift(office.here, office.officer, gift, 1, { ...had, what: { bg: 'Синя ваза' } }))
    const most = { validFrom: '2026-01-01', cents: 5000, currency: 'EUR', source: 'Пробна заповед', note: '' }
    const limit = done(await createLimit(office.here, office.officer, most)).id
    done(await changeLimit(office.here, office.officer, limit, 1, { ...most, cents: 6000 }))
    const abroad = done(await createEvent(office.here, office.officer, { kind: 'visit', direction: 'outgoing', date: '2026-12', partners: [town] })).id
    done(await openTrip(office.here, office.officer, abroad))
    const way = { basis: '', legs: [], lodgingBy: 'us', hostMeals: 'none', note: '' } as const
    done(await changeTrip(office.here, office.officer, abroad, 1, { ...way, task: 'Обща програма' }))
    const goes = { personId: null, post: '', byOrder: 'usual' } as const
    const traveller = done(await addTraveller(office.here, office.officer, abroad, { ...goes, name: 'Пътник Пътников' })).id
    done(await changeTraveller(office.here, office.officer, traveller, 1, { ...goes, name: 'Друг Пътников' }))
    const ticket = { kind: 'transport', payer: 'us', foreseen: null, spent: null, document: '', paidBy: null, overCeiling: '' } as const
    const cost = done(await addCost(office.here, office.officer, abroad, { ...ticket, what: 'Билети' })).id
    done(await changeCost(office.here, office.officer, cost, 1, { ...ticket, what: 'Самолетни билети' }))
    const told = { process: '', insights: '', recommendations: [] } as const
    done(await saveReport(office.here, office.officer, abroad, 0, { ...told, purpose: 'Програма' }))
    done(await saveReport(office.here, office.officer, abroad, 1, { ...told, purpose: 'Обща програма' }))
    done(await changeTripRules(office.here, office.officer, 0, { ...usualRules(), reportDays: 14 }))
    done(await changeTripRules(office.here, office.officer, 1, { ...usualRules(), reportDays: 15 }))
    const paid = { country: 'IT', validFrom: '2026-01-01', withoutNight: null, night: null, source: 'Пробно приложение', note: '' }
    const rate = done(await createRate(office.here, office.officer, { ...paid, perDiem: 5000 })).id
    done(await changeRate(office.here, office.officer, rate, 1, { ...paid, perDiem: 6000 }))
    const promised = { owedBy: 'us', partners: [town], topic: 'aid', state: 'agreed', due: null } as const
    const commitment = done(await createCommitment(office.here, office.officer, { ...promised, text: { bg: 'Да изпратим книги' } })).id
    done(await changeCommitment(office.here, office.officer, commitment, 1, { ...promised, text: { bg: 'Да изпратим ноти' } }))
    const kept = { hash: 'a'.repeat(64), bytes: 1, media: 'txt', fileName: 'ustav.txt' } as const
    const place = { thing: 'organisation', thingId: town } as const
    const paper = done(await addDocument(office.here, office.officer, { ...kept, title: { bg: 'Устав' }, places: [place] })).id
    const said = { kind: 'other', language: 'bg', date: '2003', published: false, places: [] } as const
    done(await changeDocument(office.here, office.officer, paper, 1, { ...said, title: { bg: 'Правилник' } }))
    const feast = { kind: 'town_day', rule: { repeats: 'yearly', month: 5, day: 3 } } as const
    const occasion = done(await createOccasion(office.here, office.officer, { ...feast, organisationId: town, name: { bg: 'Празник' } })).id
    done(await changeOccasion(office.here, office.officer, occasion, 1, { ...feast, organisationId: null, name: { bg: 'Друг празник' }, days: 3, risk: true }))
    done(await changeRules(office.here, office.officer, 0, { everyYears: 5, alarmMonths: 6 }))
    done(await changeRules(office.here, office.officer, 1, { everyYears: 10, alarmMonths: 9 }))
    const reminders = { ...USUAL_REMINDERS, standIn: '', trusted: [] }
    done(await changeReminders(office.here, office.officer, { ...reminders, version: 0 }, []))
    done(await changeReminders(office.here, office.officer, { ...reminders, hour: 10, version: 1 }, []))
    await loadTowns(office.here, [FAENZA])
    const heard = { source: 'Сдружение', address: null, asOf: '2024', note: '' } as const
    const tag = done(await addTag(office.here, office.officer, FAENZA, { ...heard, tag: 'ceramics', says: 'so' })).id
    done(
      await changeTag(office.here, office.officer, tag, 1, {
        tag: 'river',
        says: 'not-so',
        source: 'Справка',
        address: 'https://primer.test/',
        asOf: '2025',
        note: 'Проверено',
      }),
    )
    const people = done(await savePeople(office.here, office.officer, FAENZA, 0, { ...heard, people: 58_000 })).id
    done(
      await savePeople(office.here, office.officer, FAENZA, 1, {
        people: 58_500,
        source: 'Справка',
        address: 'https://primer.test/',
        asOf: '2025',
        note: 'Проверено',
      }),
    )
    const number = { year: 2025, measure: 'youth', currency: null, eventId: null, asOf: '2025-12-31', source: 'Отчет', sourceUrl: null } as const
    const figure = done(await addFigure(office.here, office.officer, partnership, { ...number, amount: 24, note: '', published: false })).id
    done(await changeFigure(office.here, office.officer, figure, 1, { ...number, amount: 30, note: 'По списък', published: true }))
    const assessed = { remark: '', assessedBy: 'Служителова', assessedOn: '2026-01-10' }
    const assessment = done(await saveAssessment(office.here, office.officer, partnership, 2025, 0, { ...assessed, marks: { activity: 4 } })).id
    done(await saveAssessment(office.here, office.officer, partnership, 2025, 1, { ...assessed, marks: { activity: 5, benefit: 3 } }))
    const read = { source: 'Проба, вестник', address: '', seenOn: '2026-11-01' }
    const twinned = done(await addTwinning(office.here, office.officer, { a: 3_176_746, b: 727_011, ...read })).id
    done(await removeTwinning(office.here, office.officer, twinned, 1))
    const pairs = Buffer.from('geonameid_a\tgeonameid_b\n3176746\t727011\n')
    const twinnings = done(await bringList(office.here, office.officer, { name: 'spisak.tsv', ...read }, pairs)).id
    const listed = done(await takeList(office.here, office.officer, twinnings)).id
    done(await removeList(office.here, office.officer, listed, 1))
    const told2025 = done(await saveYear(office.here, office.officer, 2025, 0, { opening: { bg: 'Увод' }, measures: ['events'], published: false })).id
    done(await saveYear(office.here, office.officer, 2025, 1, { opening: { bg: 'Друг увод' }, measures: ['events', 'youth'], published: true }))
    const faenza = Number((await office.pool.query("select id from place where name = 'Faenza'")).rows[0].id)
    const chosen = { place: faenza, why: '', finding: null } as const
    const candidate = done(await judgeTown(office.here, office.officer, { ...chosen, deed: 'shortlist' })).id
    done(await noteTown(office.here, office.officer, candidate, 1, 'Градът на майоликата'))
    const approach = done(await draftApproach(office.here, office.officer, { candidate, language: 'it', mayor: '', addressed: 'unknown' })).id
    done(await noteSending(office.here, office.officer, approach, 1, 'first', { way: 'post', through: '', sentOn: office.here.clock.today() }))
    done(await changeOutreachRules(office.here, office.officer, 0, 4))
    done(await changeOutreachRules(office.here, office.officer, 1, 5))
    const limits = (quiet: number) => ({ ...DEFAULT_LIMITS, contact: { quiet, asleep: 60 } })
    done(await changeLimits(office.here, office.officer, 0, limits(20)))
    done(await changeLimits(office.here, office.officer, 1, limits(30)))
    const head = letterheadForm.parse({ name: { bg: 'Община Примерово' }, version: '0' })
    done(await changeLetterhead(office.here, office.officer, head, null))
    done(await changeLetterhead(office.here, office.officer, { ...head, version: 1, phone: '+359 000' }, null))
    done(await changeSiteLanguages(office.here, office.officer, { languages: ['bg', 'fr'], version: 1 }))
    done(await changeSiteLanguages(office.here, office.officer, { languages: ['bg', 'fr', 'zh'], version: 2 }))
    const look = { accent: '#a5331f', letters: 'serif', crest: true } as const
    done(await changeLook(office.here, office.officer, 0, look))
    done(await changeLook(office.here, office.officer, 1, { ...look, accent: null }))
    done(await changeStatement(office.here, office.officer, 0, { ...NO_STATEMENT, email: 'site@primerovo.example' }))
    done(await changeStatement(office.here, office.officer, 1, { ...NO_STATEMENT, phone: '+359 000' }))
    const { version: _, ...typed } = wantedForm.parse({ version: '0' })
    for (const [version, bg] of ['Кои сме', 'Кои сме ние'].entries()) done(await saveWanted(office.here, office.officer, version, { ...typed, about: { bg } }))
    const [silence] = (await office.pool.query<{ id: string }>('select id from dormancy_limit where office_id = $1', [office.officeId])).rows
    const month = done(await beginMonth(office.here, office.officer, '2026-10', ['bg']))
    const review = month.editions[0]!.id
    done(await checkEdition(office.here, office.officer, review, 1))
    const issue = done(await openIssue(office.here, office.officer, await publish(office, '2026-09', 'bg'))).id
    done(await changeIssue(office.here, office.officer, issue, { version: 1, subject: 'Образец', preface: '' }))
    const visit = office.as('officer')
    const all = {
      person: id,
      post,
      partnership,
      milestone,
      event,
      visit: event,
      delegate: guest!,
      programme_item: item,
      programme_group: bus,
      arrangement,
      seating,
      visit_letter: letter,
      visit_task: task,
      visit_rules: office.officeId,
      letterhead: office.officeId,
      site_languages: office.officeId,
      site_look: office.officeId,
      accessibility_statement: office.officeId,
      wanted_profile: office.officeId,
      symbolic_act: act,
      gift,
      gift_limit: limit,
      town_tag: tag,
      town_people: people,
      finder_candidate: candidate,
      finder_approach: approach,
      outreach_rules: office.officeId,
      impact_figure: figure,
      impact_assessment: assessment,
      finder_twinning: twinned,
      finder_twinning_list: twinnings,
      impact_year: told2025,
      trip: abroad,
      trip_traveller: traveller,
      trip_cost: cost,
      trip_report: abroad,
      trip_rules: office.officeId,
      trip_rate: rate,
      commitment,
      meeting: event,
      meeting_item: point,
      meeting_outcome: decision,
      digest_edition: review,
      newsletter_issue: issue,
      document: paper,
      occasion,
      calendar_rules: office.officeId,
      reminder_rules: office.officeId,
      dormancy_limit: silence!.id,
      // Last: those that bear its name are brought back under the name it has by then.
      organisation: town,
    }
    // Where a letter stood, what was printed, what was decided of a text, its drafts and a pair of records has no fields to look at; a view is a person's own, an export changes nothing; a month is begun and removed, no more.
    expect(THINGS.filter((thing) => !isTold(thing))).toEqual([
      // A load of the world's twinnings is no state of the office's.
      'world_twinnings',
      // Addresses of subscribers stand in no history.
      'subscriber',
      'digest',
      'visit_badges',
      'invitation',
      'mail',
      'mail_address',
      'intake_text',
      'intake_draft',
      'model_reading',
      'intake_arrival',
      'intake_feed',
      'difference',
      'saved_view',
      'waiting_note',
      'export',
    ])
    expect(Object.keys(all).sort()).toEqual(THINGS.filter(isTold).sort())
    for (const [thing, thingId] of Object.entries(all)) {
      const lines = await linesOf(thing, thingId)
      const at = { thing, id: thingId, line: lines[0]!.id }
      const shown = await page(addresses.historyVersion(at))
      expect([thing, shown.includes('Върни това състояние'), shown.includes('Целият запис тогава'), shown.includes('Тогава не е било')]).toEqual([
        thing,
        true,
        true,
        false,
      ])
      const state = async () =>
        (await office.pool.query('select after from activity where thing = $1 and thing_id = $2 order by id desc limit 1', [thing, thingId])).rows[0].after
      const [first] = (await office.pool.query('select after from activity where id = $1', [at.line])).rows
      // The office's own row is there before anybody says anything of it.
      const answer = await visit.post(addresses.historyRestoration(at), { version: thing === 'site_languages' ? '3' : '2' })
      expect([thing, answer.status, answer.headers.get('location')?.startsWith('/history/')]).toEqual([thing, 303, false])
      expect([thing, await state()]).toEqual([thing, first.after])
    }
  })
})

test('of a merged record no earlier state is brought back on its own, nor the merging of one that stands again', async () => {
  const [kept, other] = [await organisation('Останало'), await organisation('Погълнато')]
  done(await changeOrganisation(office.here, office.officer, other, 1, { name: { bg: 'Погълнато Друго' }, kind: 'municipality', country: 'MK' }))
  const merged = done(await mergeOrganisations(office.here, office.officer, { versions: { [kept]: 1, [other]: 2 }, keep: kept, take: {} }, followers))
  const visit = office.as('officer')
  const tried = async (at: number) => {
    const lines = await linesOf('organisation', other)
    const line = { thing: 'organisation', id: other, line: lines[at]!.id }
    const shown = await page(addresses.historyVersion(line))
    const answer = await visit.post(addresses.historyRestoration(line), { version: String(lines.at(-1)!.version) })
    return [shown.includes('Върни това състояние'), plain(await visit.follow(answer)), (await linesOf('organisation', other)).length - lines.length] as const
  }
  const [offered, said, written] = await tried(0)
  expect([offered, said.includes('Записът е обединен с друг. Отменете обединяването'), written]).toEqual([false, true, 0])
  expect((await undo(office.here, office.officer, merged.activityId))?.ok).toBe(true)
  const [again, refused, more] = await tried(2)
  expect([again, refused.includes('Това състояние е от обединяване'), more]).toEqual([false, true, 0])
  // What stood before the merging is brought back as ever.
  expect((await tried(0)).slice(0, 1)).toEqual([true])
  expect((await linesOf('organisation', other)).length).toBe(5)
})

test('a name of two hundred letters with combining marks is entered, listed, found, told and brought back', async () => {
  const name = `${'А\u0301\u0323н'.repeat(49)} Ангов`
  expect([...name].length).toBeGreaterThan(200)
  const visit = office.as('officer')
  const made = await visit.post(addresses.people(), { 'name.bg': name })
  const shown = await visit.follow(made)
  const id = made.headers.get('location')!.split('/').at(-1)!
  expect([made.status, shown.includes(name.normalize('NFC')) || shown.includes(name)]).toEqual([303, true])
  const stored = (await named(id))!
  expect(stored.normalize('NFC')).toBe(name.normalize('NFC'))
  for (const path of [
    addresses.people(),
    addresses.people({ q: 'Ангов' }),
    addresses.people({ q: name }),
    addresses.activity(),
    addresses.history({ thing: 'person', id }),
  ])
    expect([path.slice(0, 20), (await page(path)).includes(stored)]).toEqual([path.slice(0, 20), true])
  await visit.post(addresses.person({ id }), { version: '1', 'name.bg': 'Кратко Ангов' })
  expect(bare(await page(addresses.activity()))).toContain('Промени името на Кратко Ангов')
  const [first] = await linesOf('person', id)
  await visit.post(addresses.historyRestoration({ thing: 'person', id, line: first!.id }), { version: '2' })
  expect(await named(id)).toBe(stored)
  const long = await visit.post(addresses.people(), { 'name.bg': 'а\u0301'.repeat(151) })
  expect([long.status, (await long.text()).includes('Името е твърде дълго')]).toEqual([422, true])
})
