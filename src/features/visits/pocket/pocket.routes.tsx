// The addresses of the pocket programme: the delegate's own page, which opens to whoever has the link, and the officer's pages of the links.
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { letterheadOf } from '#features/accounts/letterhead/letterhead.queries.ts'
import { anyone, officers } from '#features/accounts/session.gate.ts'
import { triesLeft } from '#features/accounts/session.ts'
import { hashOfToken } from '#features/calendar/feed/feed.actions.ts'
import { m } from '#messages'
import { momentInWords, dayAfter } from '#platform/dates.ts'
import { readForm, typed, typedList } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import type { Mail } from '#platform/mail/mail.ts'
import { asTyped, textIn } from '#platform/texts/local-text.ts'
import { daysOnPaper, isPaperLanguage, type PaperLanguage } from '#platform/texts/paper-languages.ts'
import { wordsFor } from '#platform/texts/words-for.ts'
import { leadsToThisMachine } from '#settings'
import { type ProgrammeVisit, programmeVisit } from '../programmes/programme.queries.ts'
import { beginningOf } from '../programmes/zone-time.ts'
import { letterWith } from './letter.ts'
import { type Keys, mailLinks, makeLinks, renewLink, withdrawLink } from './pocket.actions.ts'
import { CodesPage, LinksPage, MailPage, type ShownLink } from './pocket.pages.tsx'
import { ClosedPage, PocketPage } from './pocket.public.tsx'
import { contactsOf, type FoundLink, linkByHash, type LinkRow, type Pocket, pocketLinksOf, pocketOf, standingLink } from './pocket.queries.ts'
import { languageOfDelegate, languagesOffered } from '../delegations/letter-language.ts'
import {
  addressOf,
  calledFor,
  type Closed,
  closedFor,
  lettersFor,
  momentOnPaper,
  nameForReader,
  officeFor,
  pocketDays,
  READS_IN_A_WINDOW,
  visitFor,
} from './pocket.ts'
import { POCKET_WORDS } from './words.ts'

const RETRY_AFTER = 15 * 60

export const pocketRoutes = (keys: Keys): Routes =>
  new Routes()
    .get(addresses.pocket, anyone, (c) => pocket(c))
    .get(addresses.pocketLinks, officers, async (c, by) => {
      const found = await readLinks(c, by, keys)
      return found === null ? notFound(c) : c.html(<LinksPage shell={c.get('shell')} visit={found.visit} links={found.links} onlyHere={onlyHere(c)} />)
    })
    .post(addresses.pocketLinks, officers, async (c, by) => {
      const id = c.req.param('id')!
      const body = await readForm(c)
      const made = await makeLinks(c.get('here'), by, keys, id, typed(body, 'all') === '' ? typedList(body, 'delegates') : 'all')
      return made.ok ? goWithNotice(c, addresses.pocketLinks({ id }), { text: m.pocket_made_count({ count: made.value.made }) }) : notFound(c)
    })
    .get(addresses.pocketCodes, officers, async (c, by) => {
      const found = await readLinks(c, by, keys)
      return found === null ? notFound(c) : c.html(<CodesPage shell={c.get('shell')} visit={found.visit} links={found.links} onlyHere={onlyHere(c)} />)
    })
    .get(addresses.pocketCode, officers, async (c, by) => {
      const found = await readLinks(c, by, keys)
      const own = found?.links.filter(({ delegateId, url }) => delegateId === c.req.param('delegate') && url !== null) ?? []
      return found === null || own.length === 0
        ? notFound(c)
        : c.html(<CodesPage shell={c.get('shell')} visit={found.visit} links={own} onlyHere={onlyHere(c)} />)
    })
    .post(addresses.pocketRenewal, officers, async (c, by) => {
      const [id, delegate] = [c.req.param('id')!, c.req.param('delegate')!]
      const renewed = await renewLink(c.get('here'), by, keys, id, delegate)
      return renewed.ok ? goWithNotice(c, `${addresses.pocketLinks({ id })}#l-${delegate}`, { text: m.pocket_renewed() }) : notFound(c)
    })
    .post(addresses.pocketWithdrawal, officers, async (c, by) => {
      const [id, delegate] = [c.req.param('id')!, c.req.param('delegate')!]
      const gone = await withdrawLink(c.get('here'), by, id, delegate)
      return gone.ok ? goWithNotice(c, `${addresses.pocketLinks({ id })}#l-${delegate}`, { text: m.pocket_withdrawn() }) : notFound(c)
    })
    .get(addresses.pocketMail, officers, (c, by) => mailPage(c, by, keys))
    .post(addresses.pocketMail, officers, async (c, by) => {
      const id = c.req.param('id')!
      const chosen = new Set(typedList(await readForm(c), 'delegates'))
      const found = await readLinks(c, by, keys)
      if (found === null) return notFound(c)
      const to = found.links.filter(({ delegateId, url, email, notComing }) => chosen.has(delegateId) && url !== null && email !== '' && !notComing)
      if (to.length === 0) return mailPage(c, by, keys, m.pocket_mail_choose())
      const rows = new Map(found.rows.map((row) => [row.delegateId, row]))
      const letters = to.map((link) => ({ linkId: rows.get(link.delegateId)!.link!.id, mail: mailOf(c, by, found.visit, link, rows.get(link.delegateId)!) }))
      const mailed = await mailLinks(c.get('here'), by, id, letters)
      if (!mailed.ok) return notFound(c)
      const { queued, already, refused } = mailed.value
      const text = [
        m.pocket_mail_queued({ count: queued }),
        ...(already === 0 ? [] : [m.pocket_mail_already({ count: already })]),
        ...(refused === 0 ? [] : [m.pocket_mail_refused({ count: refused })]),
      ].join(' ')
      return goWithNotice(c, addresses.pocketLinks({ id }), { text })
    })

// ---- the delegate's page -------------------------------------------------------------------------------------------------

/** The address is a key: it travels nowhere, and no search engine keeps it. */
function guarded(c: Context): void {
  c.header('X-Robots-Tag', 'noindex, nofollow')
  c.header('Referrer-Policy', 'no-referrer')
}

async function pocket(c: Context): Promise<Response> {
  const here = c.get('here')
  guarded(c)
  const token = c.req.param('token')!
  const link = await here.db.asSystem((tx) => linkByHash(tx, hashOfToken(token)))
  if (link === null) return notFound(c)
  const found = link.removed ? await here.db.inOffice(link.officeId, (tx) => standingLink(tx, link)) : link
  const first = languageOfDelegate({ ...found, languages: found.spoken }, found)
  const asked = c.req.query('lang') ?? ''
  const language: PaperLanguage = isPaperLanguage(asked) ? asked : first
  if (!triesLeft(`pocket ${found.linkId}`, here.clock.now(), READS_IN_A_WINDOW)) {
    c.header('Retry-After', String(RETRY_AFTER))
    return c.text(POCKET_WORDS[language].closedTitle, 429)
  }
  const why = closedFor(found, here.clock.inZone(found.timeZone).today())
  if (why !== null) return closed(c, found, why, language)
  const read = await here.db.inOffice(found.officeId, (tx) => pocketOf(tx, found.visitId, found.delegateId))
  if (read === null) return notFound(c)
  const props = propsOf(read, found, language)
  const stamp = createHash('sha256').update(JSON.stringify(props)).digest('base64url').slice(0, 16)
  if (c.req.query('as') === 'stamp') return c.text(stamp, 200, { 'Cache-Control': 'no-store' })
  const asOf = momentOnPaper(here.clock.now(), read.programme.visit.hostZone, language)
  return c.html(
    <PocketPage {...props} language={language} languages={languagesOffered(first, found.spoken, found.languages)} token={token} asOf={asOf} stamp={stamp} />,
  )
}

/** What a link that opens no more says, and whom one can call: the office; of a visit that was called off also those who were to be called during it. */
async function closed(c: Context, found: FoundLink, why: Closed, language: PaperLanguage): Promise<Response> {
  const read = await c.get('here').db.inOffice(found.officeId, async (tx) => ({
    office: await letterheadOf(tx),
    contacts: why === 'cancelled' ? await contactsOf(tx, found.visitId) : [],
  }))
  const { phone, email } = read.office
  const office = wordsFor(asTyped(found.officeName), language)?.text ?? ''
  return c.html(
    <ClosedPage
      language={language}
      why={why}
      office={office}
      phone={phone}
      email={email}
      contacts={read.contacts.map((one) => ({ ...one, name: lettersFor(one.name, language) }))}
    />,
    410,
  )
}

/** With whom they share the room, by name alone, for a reader of the language. */
const matesFor = ({ mates, roomWith }: Pocket['stay'], programme: Pocket['programme'], language: PaperLanguage): string =>
  mates
    .map(({ name, nativeName }) => nameForReader({ name, nativeName: nativeName || null }, language))
    .filter((one) => one !== '')
    .join(language === 'zh' ? '、' : ', ') || calledFor(roomWith, programme, language)

/** Everything on the page that may change, in ready words. */
function propsOf({ programme, stay, contacts }: Pocket, found: FoundLink, language: PaperLanguage) {
  const words = POCKET_WORDS[language]
  const { visit } = programme
  const travel = (at: number | null, told: string): string =>
    [at === null ? '' : momentOnPaper(new Date(at), visit.hostZone, language), lettersFor(told, language)].filter((one) => one !== '').join(' · ')
  return {
    linkId: found.linkId,
    office: officeFor(found.officeName, language),
    visit: visitFor(visit, language),
    days: visit.firstDay === null || visit.lastDay === null ? '' : daysOnPaper(visit.firstDay, visit.lastDay, language),
    name: nameForReader({ name: stay.name, nativeName: stay.nativeName || null }, language),
    programme: pocketDays(programme, found.delegateId, language),
    contacts: contacts.map((one) => ({ ...one, name: calledFor(one.name, programme, language) })),
    stay: [
      { line: 'arrival', label: words.arrival, value: travel(stay.arrivesAt, stay.arrival) },
      { line: 'lodging', label: words.lodging, value: lettersFor(stay.lodging, language) },
      { line: 'room', label: words.room, value: stay.room === '' || stay.room === 'none' ? '' : words.rooms[stay.room] },
      { line: 'mates', label: words.roomWith, value: matesFor(stay, programme, language) },
      { line: 'departure', label: words.departure, value: travel(stay.leavesAt, stay.departure) },
    ].filter(({ value }) => value !== ''),
    hostZone: visit.hostZone,
  }
}

// ---- the officer's pages -------------------------------------------------------------------------------------------------

/** What links begin with, where that opens on this machine only. */
const onlyHere = (c: Context): string | null => (leadsToThisMachine(c.get('baseUrl')) ? c.get('baseUrl') : null)

type Links = { readonly visit: ProgrammeVisit; readonly rows: readonly LinkRow[]; readonly links: readonly ShownLink[] }

async function readLinks(c: Context, by: Officer, { secret }: Keys): Promise<Links | null> {
  const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
    const visit = await programmeVisit(tx, c.req.param('id')!)
    return visit === null ? null : { visit, rows: await pocketLinksOf(tx, visit.id) }
  })
  if (read === null) return null
  const zone = c.get('visitor')!.office.timeZone
  const { visit, rows } = read
  const links = rows.map((row): ShownLink => {
    const url = row.link === null ? null : addressOf(row.link, { secret, baseUrl: c.get('baseUrl') })
    return {
      delegateId: row.delegateId,
      name: textIn(row.name) || textIn(row.role),
      role: textIn(row.name) === '' ? '' : textIn(row.role),
      side: row.side === 'hosts' ? m.programme_attendance_hosts() : m.programme_attendance_guests(),
      language: languageOfDelegate(row, visit),
      email: row.email,
      notComing: row.notComing,
      url,
      hidden: row.link !== null && url === null,
      made: row.link === null ? '' : `${momentInWords(row.link.madeAt, zone)}, ${row.link.madeBy}`,
      mailed: row.link?.mailedAt == null ? null : momentInWords(row.link.mailedAt, zone),
    }
  })
  return { visit, rows, links }
}

/** The letter of one delegate; a second one on the same day is the same letter. */
function mailOf(c: Context, by: Officer, visit: ProgrammeVisit, { language, email, url }: ShownLink, row: LinkRow): Mail {
  const name = nameForReader({ name: row.name, nativeName: row.nativeName || null }, language)
  const title = visitFor(visit, language).text
  const office = officeFor(c.get('visitor')!.office.name, language)
  const { subject, text } = letterWith(url!, { language, name, visit: title, office })
  return {
    officeId: by.officeId,
    kind: 'programme',
    language,
    to: email,
    toName: name,
    subject,
    text,
    replyTo: { name: by.name, address: by.email },
    key: `programme:${row.link!.id}:${c.get('here').clock.today()}`,
    about: { thing: 'visit', id: visit.id },
    ...(visit.lastDay === null ? {} : { validUntil: new Date(beginningOf(dayAfter(visit.lastDay, 1), visit.hostZone)) }),
  }
}

async function mailPage(c: Context, by: Officer, keys: Keys, error?: string): Promise<Response> {
  const found = await readLinks(c, by, keys)
  if (found === null) return notFound(c)
  const rows = new Map(found.rows.map((row) => [row.delegateId, row]))
  const languages = [...new Set(found.links.filter(({ url, email }) => url !== null && email !== '').map(({ language }) => language))]
  const letters = languages.map((language) => {
    const link = found.links.find((one) => one.language === language && one.url !== null && one.email !== '')!
    const { subject, text } = mailOf(c, by, found.visit, link, rows.get(link.delegateId)!)
    return { language, name: link.name, letter: { subject, text } }
  })
  return c.html(
    <MailPage
      shell={c.get('shell')}
      visit={found.visit}
      links={found.links}
      onlyHere={onlyHere(c)}
      letters={letters}
      {...(error === undefined ? {} : { error })}
    />,
    error === undefined ? 200 : 422,
  )
}
