// The addresses of the newsletter in the office: its first page, adding, bringing in a list, taking the list out, erasing.
import type { Context } from 'hono'
import { writeCsvStream } from 'hucre/csv'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { momentInWords } from '#platform/dates.ts'
import { disposition } from '#platform/http/handing-out.ts'
import { checked, type FormBody, type FieldFault, readForm, typed } from '#platform/http/form.ts'
import { isSearched } from '#platform/http/list-query.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { officeLanguage } from '#platform/texts/language.ts'
import { safeCsvCell } from '#platform/spreadsheet.ts'
import { isDigestLanguage } from '../composing/tongue.ts'
import { newestIssues, progressOf, unsentPublications } from './issue.queries.ts'
import { AddPage, ErasurePage, ListPage, NewsletterPage } from './newsletter.pages.tsx'
import { addByHand, bringList, eraseSubscriber, noteSubscribersTaken } from './subscriber.actions.ts'
import { byHandForm, doorName, endingName, isSubscriberState, type Keys, listForm, MOST_OF_LIST, readList, subscriberStateName } from './subscriber.ts'
import { countFound, someSubscribers, type SubscriberFilter, subscriberById, subscriberCounts, subscriberPage } from './subscriber.queries.ts'
import type { Subscriber } from './subscriber.table.ts'

/** What the address asks: only what is known. */
function filterOf(c: Context): SubscriberFilter {
  const [q, state, language] = [c.req.query('q')?.trim(), c.req.query('state'), c.req.query('language')]
  return {
    q: q !== undefined && isSearched(q) ? q : undefined,
    state: isSubscriberState(state) ? state : undefined,
    language: language !== undefined && isDigestLanguage(language) ? language : undefined,
  }
}

export const newsletterRoutes = (keys: Keys): Routes =>
  new Routes()
    .get(addresses.newsletter, readers, async (c, by) => {
      const filter = filterOf(c)
      const turn = { after: c.req.query('after'), before: c.req.query('before') }
      const read = await c.get('here').db.inOffice(by.officeId, async (tx) => {
        const issues = await newestIssues(tx)
        return {
          issues,
          progress: await progressOf(
            tx,
            issues.map(({ id }) => id),
          ),
          unsent: await unsentPublications(tx),
          counts: await subscriberCounts(tx),
          page: await subscriberPage(tx, filter, turn),
          found: await countFound(tx, filter),
        }
      })
      const { page, ...rest } = read
      return c.html(
        <NewsletterPage
          shell={c.get('shell')}
          {...rest}
          filter={filter}
          subscribers={page.rows}
          next={page.next}
          previous={page.previous}
          timeZone={c.get('visitor')!.office.timeZone}
        />,
      )
    })
    .get(addresses.newsletterSubscriberNew, officers, (c) => addPage(c))
    .post(addresses.newsletterSubscriberNew, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(byHandForm, body)
      if (!form.ok) return addPage(c, body, form.faults)
      const added = await addByHand(c.get('here'), by, keys, form.value)
      if (!added.ok) return addPage(c, body, [{ name: added.refusal.field ?? '', message: added.refusal.message }])
      return goWithNotice(c, addresses.newsletter(), {
        text: m.newsletter_added({ address: form.value.address }),
        ...(added.value.activityId === null ? {} : { undo: addresses.activityUndo({ id: added.value.activityId }) }),
      })
    })
    .get(addresses.newsletterList, officers, (c) => listPage(c))
    .post(addresses.newsletterList, officers, async (c, by) => broughtIn(c, by, keys))
    .get(addresses.newsletterFile, readers, (c, by) => taken(c, by))
    .get(addresses.newsletterErasure, officers, async (c, by) => {
      const subscriber = await c.get('here').db.inOffice(by.officeId, (tx) => subscriberById(tx, c.req.param('id') ?? ''))
      return subscriber === null ? notFound(c) : c.html(<ErasurePage shell={c.get('shell')} subscriber={subscriber} />)
    })
    .post(addresses.newsletterErasure, officers, async (c, by) => {
      const erased = await eraseSubscriber(c.get('here'), by, keys, c.req.param('id') ?? '')
      return erased.ok ? goWithNotice(c, addresses.newsletter(), { text: m.newsletter_erased() }) : notFound(c)
    })

function addPage(c: Context, body: FormBody = { language: officeLanguage() }, faults: readonly FieldFault[] = []): Response | Promise<Response> {
  return c.html(<AddPage shell={c.get('shell')} body={body} faults={faults} />, faults.length > 0 ? 422 : 200)
}

function listPage(
  c: Context,
  body: FormBody = { language: officeLanguage() },
  faults: readonly FieldFault[] = [],
  wrong: readonly string[] = [],
): Response | Promise<Response> {
  return c.html(<ListPage shell={c.get('shell')} body={body} faults={faults} wrong={wrong} />, faults.length > 0 ? 422 : 200)
}

async function broughtIn(c: Context, by: Officer, keys: Keys): Promise<Response> {
  const body = await readForm(c)
  const form = checked(listForm, body)
  if (!form.ok) return listPage(c, body, form.faults)
  const { addresses: found, wrong } = readList(typed(body, 'list'))
  if (wrong.length > 0) return listPage(c, body, [{ name: 'list', message: m.newsletter_list_mend() }], wrong)
  if (found.length === 0) return listPage(c, body, [{ name: 'list', message: m.newsletter_list_empty() }])
  if (found.length > MOST_OF_LIST) return listPage(c, body, [{ name: 'list', message: m.newsletter_list_long({ most: MOST_OF_LIST, count: found.length }) }])
  const { added, there, left } = await bringList(c.get('here'), by, keys, found, form.value)
  return goWithNotice(c, addresses.newsletter(), {
    text: [
      m.newsletter_list_done({ count: added }),
      ...(there > 0 ? [m.newsletter_list_there({ count: there })] : []),
      ...(left > 0 ? [m.newsletter_list_left({ count: left })] : []),
    ].join(' '),
  })
}

/** The list as CSV, written while it is read. Whoever takes people's addresses out is noted. */
async function taken(c: Context, by: Reader): Promise<Response> {
  const filter = filterOf(c)
  const here = c.get('here')
  const zone = c.get('visitor')!.office.timeZone
  await noteSubscribersTaken(here, by)
  const when = (moment: Date | null): string => (moment === null ? '' : momentInWords(moment, zone))
  const cells = (one: Subscriber): string[] =>
    [
      one.address,
      one.language,
      one.also.join(' '),
      one.state === 'ended' && one.endedBecause !== null ? endingName(one.endedBecause) : subscriberStateName(one.state),
      doorName(one.door),
      one.note,
      when(one.createdAt),
      when(one.confirmedAt),
      when(one.endedAt),
    ].map(safeCsvCell)
  const heads = [
    m.newsletter_address(),
    m.newsletter_language(),
    m.newsletter_also(),
    m.newsletter_stands(),
    m.newsletter_whence(),
    m.newsletter_note(),
    m.newsletter_since(),
    m.newsletter_confirmed(),
    m.newsletter_left(),
  ]
  async function* rows(): AsyncGenerator<string[]> {
    let after: string | null = null
    for (;;) {
      const some: Subscriber[] = await here.db.inOffice(by.officeId, (tx) => someSubscribers(tx, filter, after))
      if (some.length === 0) return
      after = some.at(-1)!.address
      yield* some.map(cells)
    }
  }
  const body = writeCsvStream(rows(), { headers: heads, delimiter: ';', bom: true, lineSeparator: '\r\n' })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': disposition(`${m.newsletter_file_name()}.csv`, false),
      'Cache-Control': 'private, no-store',
    },
  })
}
