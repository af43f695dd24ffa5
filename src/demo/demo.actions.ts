// Makes the demonstration office of Troyan through the same actions as any officer: all of it in one transaction, or nothing.
import { asc, isNotNull, sql } from 'drizzle-orm'
import { addresses } from '#addresses'
import { addMember, officeName, openOfficeOfTown } from '#features/accounts/account.actions.ts'
import { provenOfficer, type Officer } from '#features/accounts/account.ts'
import { membersOf } from '#features/accounts/account.queries.ts'
import type { Auth } from '#features/accounts/auth.actions.ts'
import { createOccasion } from '#features/calendar/occasions/occasion.actions.ts'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent, standing } from '#features/events/event.actions.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { addItems } from '#features/meetings/agenda/item.actions.ts'
import { saveMinutes } from '#features/meetings/minutes/minutes.actions.ts'
import { fingerprint } from '#features/meetings/minutes/minutes.ts'
import { draftApproach } from '#features/finder/outreach/approach.actions.ts'
import { judgeTown } from '#features/finder/shortlist/candidate.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { openPartnership } from '#features/partnerships/partnership.actions.ts'
import { addDelegates } from '#features/visits/delegations/delegate.actions.ts'
import { confirmVisit, holdVisit, reportVisit } from '#features/visits/step.actions.ts'
import { changeVisit, openVisit } from '#features/visits/visit.actions.ts'
import { addTwinning } from '#features/finder/twinnings/twinning.actions.ts'
import { loadTowns } from '#features/places/place.jobs.ts'
import { placesByIds } from '#features/places/place.queries.ts'
import { beginMonth } from '#features/digest/edition.actions.ts'
import { saveYear } from '#features/impact/reports/year.actions.ts'
import { checkEdition, publishEdition } from '#features/digest/publication.actions.ts'
import { m } from '#messages'
import { doorWithin, type SystemTx } from '#platform/database/door.ts'
import { offices } from '#platform/database/office.table.ts'
import { type Here, within } from '#platform/here.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import { publishWanted, saveWanted } from '#features/finder/wanted/wanted.actions.ts'
import { addTag } from '#features/finder/facts/fact.actions.ts'
import { changeStatement } from '#features/website/statement/statement.actions.ts'
import { NO_STATEMENT } from '#features/website/statement/statement.ts'
import { asTyped, type LocalText } from '#platform/texts/local-text.ts'
import { SITE_LANGUAGES, speakingIn } from '#platform/texts/language.ts'
import { APPROACHED, findingOfApproached } from './approach.ts'
import { TROYAN_TAGS } from './troyan-tags.ts'
import { type Chapter, HOME, STORY, TOWNS } from './troyan.ts'
import { TWINNED_TOWNS, twinningsReadOf } from './twinnings.ts'
import { TROYAN_WANTED } from './wanted.ts'

/** The top-level domain .invalid never receives mail (RFC 2606). */
const OFFICER = { name: 'Служител Примеров', email: 'officer@demo.invalid' }
const READER = { name: 'Читател Примеров', email: 'reader@demo.invalid' }

/** A chapter that does not go in ends the whole: the caller learns the refusal, the database keeps nothing. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}
const got = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Refused(result.refusal)
  return result.value
}

/**
 * Writes one chapter, each record in a change of its own, as an officer would; a person comes with their posts, a partnership with its steps.
 * `known` learns the ids of the records, by kind and name.
 */
async function writeChapter(here: Here, by: Officer, chapter: Chapter, known: Map<string, string>): Promise<void> {
  const id = (kind: string, name: string): string => {
    const found = known.get(`${kind} ${name}`)
    if (found === undefined) throw new Error(`the story speaks of ${kind} ${name} before it is told`)
    return found
  }
  const organisation = (name: string): string => id('organisation', name)
  const together = (work: (inside: Here) => Promise<void>): Promise<void> => here.db.inOffice(by.officeId, (tx) => work(within(here, tx)))
  for (const [name, facts] of Object.entries(chapter.organisations ?? {})) known.set(`organisation ${name}`, got(await createOrganisation(here, by, facts)).id)
  for (const [name, { posts, ...facts }] of Object.entries(chapter.people ?? {}))
    await together(async (inside) => {
      const person = got(await createPerson(inside, by, facts)).id
      known.set(`person ${name}`, person)
      for (const { at, ...post } of posts) got(await addPost(inside, by, person, { ...post, organisationId: organisation(at) }))
    })
  for (const [name, { steps, introducedBy, ...values }] of Object.entries(chapter.partnerships ?? {}))
    await together(async (inside) => {
      const partnership = got(
        await openPartnership(inside, by, {
          ...values,
          organisationId: organisation(name),
          introducedById: introducedBy === undefined ? null : organisation(introducedBy),
        }),
      ).id
      for (const step of steps) got(await addMilestone(inside, by, partnership, step))
    })
  for (const [name, { participants, partners, ...values }] of Object.entries(chapter.events ?? {})) {
    const present = Object.entries(participants ?? {}).map(([person, asRole]) => ({ personId: id('person', person), asRole }))
    known.set(`event ${name}`, got(await createEvent(here, by, { ...values, partners: partners.map(organisation), participants: present })).id)
  }
  for (const [event, { items, general }] of Object.entries(chapter.papers ?? {}))
    await together(async (inside) => {
      got(await addItems(inside, by, id('event', event), items))
      got(await saveMinutes(inside, by, id('event', event), { general: { minutes: general, was: fingerprint({}) }, items: [], confirmed: [], mentions: [] }))
    })
  for (const [name, dossier] of Object.entries(chapter.visits ?? {}))
    await together((inside) => writeDossier(inside, by, id('event', name), dossier, organisation))
  for (const { event, partners, ...values } of chapter.acts ?? [])
    got(await createSymbolicAct(here, by, { ...values, partners: partners.map(organisation), eventId: event === undefined ? null : id('event', event) }))
  for (const { of, ...values } of chapter.occasions ?? [])
    got(await createOccasion(here, by, { ...values, organisationId: of === undefined ? null : organisation(of) }))
  for (const { event, person, partners, ...values } of chapter.commitments ?? [])
    got(
      await createCommitment(here, by, {
        ...values,
        partners: partners.map(organisation),
        eventId: event === undefined ? null : id('event', event),
        personId: person === undefined ? null : id('person', person),
      }),
    )
}

/** One dossier with its delegations, led on to its report; the event keeps the summary and the place before the citizens it has. */
async function writeDossier(
  here: Here,
  by: Officer,
  id: string,
  { languages, members, noted, report }: NonNullable<Chapter['visits']>[string],
  organisation: (name: string) => string,
): Promise<void> {
  got(await openVisit(here, by, id))
  got(await changeVisit(here, by, id, 1, { languages }))
  got(
    await addDelegates(
      here,
      by,
      id,
      members.map(({ at, ...member }) => ({ ...member, organisationId: organisation(at) })),
    ),
  )
  got(await confirmVisit(here, by, id, 2, noted))
  got(await holdVisit(here, by, id, 3, { heldOn: noted, came: null }))
  const event = await here.db.inOffice(by.officeId, (tx) => standing(tx, id))
  const { summary, publishedAt } = event!.state
  got(
    await reportVisit(here, by, id, 4, { report, summary: asTyped(summary), published: publishedAt !== null, reportedOn: noted, eventVersion: event!.version }),
  )
}

/** The officer of the demonstration office, if it is there. */
export async function officerOfDemo(tx: SystemTx): Promise<Officer | null> {
  const [office] = await tx.select({ id: offices.id }).from(offices).where(isNotNull(offices.demo)).orderBy(asc(offices.createdAt)).limit(1)
  if (office === undefined) return null
  const member = (await membersOf(tx, office.id)).find(({ role }) => role === 'officer')
  return member === undefined
    ? null
    : provenOfficer({ officeId: office.id, personId: member.userId, name: member.name, email: member.email, role: 'officer', language: 'bg' })
}

/** The month of the news item that the story begins with, told to the citizens in both languages of the office. */
const REVIEWED = '2024-10'
async function publishReview(here: Here, officer: Officer): Promise<void> {
  for (const { id } of got(await beginMonth(here, officer, REVIEWED, ['bg', 'en'])).editions) {
    got(await checkEdition(here, officer, id, 1))
    got(await publishEdition(here, officer, id, 2, m.digest_reason_month()))
  }
}

/** The years whose figures are open: of what the register itself counts; who came, stayed and paid no record of the story says. */
const COUNTED = [2023, 2024, 2025]
async function publishFigures(here: Here, officer: Officer): Promise<void> {
  for (const year of COUNTED)
    got(await saveYear(here, officer, year, 0, { opening: {}, measures: ['events', 'signed', 'renewed', 'promises'], published: true }))
}

/** The municipality as the readers of the other languages of its pages call it; the town's names are those of the list of towns. */
const namesElsewhere = (at: Date): LocalText['in'] =>
  Object.fromEntries(
    Object.entries({ mk: 'Општина Тројан', fr: 'Municipalité de Troyan', it: 'Comune di Troyan', sr: 'Opština Trojan', zh: '特罗扬市' }).map(
      ([language, text]) => [language, { text, at: at.toISOString(), checked: true }],
    ),
  )

/** Only what is true of a demonstration: what it lacks, and where the municipality itself is reached. Nobody has assessed it, so no level is claimed. */
async function stateAccessibility(here: Here, officer: Officer): Promise<void> {
  const at = here.clock.now()
  const written = (bg: string, en: string): LocalText => officeName(bg, en, at)
  got(
    await changeStatement(here, officer, 0, {
      ...NO_STATEMENT,
      gaps: written(
        'Част от текстовете са само на български или само на български и английски. Където е така, пише до самия текст.',
        'Some texts are in Bulgarian only, or only in Bulgarian and English. Where that is so, it is said beside the text.',
      ),
      contact: written(
        'Това е демонстрация на софтуера, а не сайт на общината. С Община Троян можете да се свържете чрез нейния сайт, www.troyan.bg.',
        'This is a demonstration of the software, not a site of the municipality. The Municipality of Troyan is reached through its own site, www.troyan.bg.',
      ),
      preparedOn: here.clock.today(),
    }),
  )
}

/** What partner the news item says is looked for, told to the world in both languages of the office. */
async function lookForPartner(here: Here, officer: Officer): Promise<void> {
  got(await saveWanted(here, officer, 0, TROYAN_WANTED))
  got(await publishWanted(here, officer, 1, 'bg'))
  got(await publishWanted(here, officer, 2, 'en'))
}

/** A town on the shortlist, and a letter to it that nobody has sent. */
async function beginApproach(here: Here, officer: Officer): Promise<void> {
  const finding = await findingOfApproached(here, { id: officer.officeId, placeId: HOME })
  const candidate = got(await judgeTown(here, officer, { place: APPROACHED, deed: 'shortlist', why: '', finding })).id
  got(await draftApproach(here, officer, { candidate, language: 'it', mayor: '', addressed: 'unknown' }))
}

/** Whether the few towns of the story are there; they are loaded ahead of all others when they are not. */
async function townsThere(here: Here): Promise<boolean> {
  const towns = [...new Set([...TOWNS, ...TWINNED_TOWNS])]
  await loadTowns(here, towns)
  return (await here.db.asSystem((tx) => placesByIds(tx, towns))).length === towns.length
}

/**
 * Makes the demonstration office with its whole story, or finds the one that is there. `spend` uses up the set-up link in the same transaction:
 * after a failure nothing is made and the link still opens. Refuses when the towns of the story are not in the list of towns.
 */
export async function setUpDemo(here: Here, auth: Auth, spend: (here: Here) => Promise<Result<null>>): Promise<Result<Officer>> {
  if (!(await townsThere(here))) return refuse('demo', m.accounts_demo_failed())
  try {
    return await here.db.asSystem(async (tx): Promise<Result<Officer>> => {
      // Two who set it up at once, from the page and at the start, get one office.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext('pobratim demonstration'))`)
      const inside: Here = { ...here, db: doorWithin(tx) }
      const spent = await spend(inside)
      if (!spent.ok) return spent
      const there = await officerOfDemo(tx)
      if (there !== null) return ok(there)
      const officer = await openOfficeOfTown(tx, here, auth, {
        name: { source: 'bg', in: { ...officeName('Община Троян', 'Municipality of Troyan', here.clock.now()).in, ...namesElsewhere(here.clock.now()) } },
        placeId: HOME,
        country: 'BG',
        languages: ['bg', 'en'],
        siteLanguages: SITE_LANGUAGES,
        slugFrom: 'Троян',
        demo: true,
        officer: { ...OFFICER, language: 'bg' },
      })
      got(await addMember(inside, officer.officeId, { ...READER, role: 'reader' }))
      const known = new Map<string, string>()
      // The record keeps its labels in the office's first language, whoever asked for the demonstration.
      await speakingIn('bg', async () => {
        for (const chapter of STORY) await writeChapter(inside, officer, chapter, known)
        for (const twinning of twinningsReadOf(here.clock.today())) got(await addTwinning(inside, officer, twinning))
        for (const tag of TROYAN_TAGS) got(await addTag(inside, officer, HOME, tag))
        await beginApproach(inside, officer)
        await publishReview(inside, officer)
        await publishFigures(inside, officer)
        await stateAccessibility(inside, officer)
        await lookForPartner(inside, officer)
      })
      return ok(officer)
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    throw error
  }
}

/** A sign-in link of the demonstration office's officer; the office is made if it is not there. */
export async function demoLink(here: Here, auth: Auth, baseUrl: string): Promise<Result<string>> {
  const there = await here.db.asSystem(officerOfDemo)
  const officer = there === null ? await setUpDemo(here, auth, async () => ok(null)) : ok(there)
  if (!officer.ok) return officer
  const token = await auth.linkToken(officer.value.email)
  if (token === null) throw new Error('the demonstration has lost its officer')
  return ok(`${baseUrl}${addresses.signInLink({ token })}`)
}
