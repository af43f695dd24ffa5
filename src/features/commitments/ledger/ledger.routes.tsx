// The addresses of the ledger: the book, the table, and what is done with many promises at once.
import { addresses } from '#addresses'
import type { Officer } from '#features/accounts/account.ts'
import { savedViewsOf } from '#features/accounts/saved-view.queries.ts'
import { firstView, savedViewLinks } from '#features/accounts/saved-view.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { displayName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { cleanQuery } from '#platform/http/list-query.ts'
import { Routes } from '#platform/http/routes.ts'
import { MOST_AT_ONCE } from '#platform/many.ts'
import { type ManyDesk, manyDone, manyForeseen } from '#ui/many-desk.tsx'
import { sharesByYear } from '../shares/share.queries.ts'
import { SharesInLedger } from '../shares/share.pages.tsx'
import { isFiltered, LEDGER_QUERY, ledgerAsked, queryText } from './ledger.ts'
import { Book, CommitmentsPage, LedgerTable } from './ledger.pages.tsx'
import { allOf, chosenByFilter, ledger, ledgerChoices, ledgerTable, promisesInAll } from './ledger.queries.ts'
import { changeManyCommitments, foreseeManyCommitments } from './many.actions.ts'
import { type ManyCommitmentsAct, manyActs, manyTitle, NOBODY, readManyAct, withPerson } from './many.ts'

export const ledgerRoutes = (): Routes =>
  new Routes()
    .get(addresses.commitments, readers, async (c, by) => {
      const here = c.get('here')
      const today = here.clock.today()
      const { search } = new URL(c.req.url)
      const asked = ledgerAsked(search)
      const turn = { after: c.req.query('after'), before: c.req.query('before') }
      const shell = c.get('shell')
      const read = await here.db.inOffice(by.officeId, async (tx) => {
        const saved = await savedViewsOf(tx, 'commitments', by.personId)
        const first = firstView(saved, by.personId)
        // Whoever asks for nothing gets what they chose to begin with.
        if (first !== null && search === '') return { first: first.query }
        const table = asked.view === 'table' ? await ledgerTable(tx, asked, turn, today) : null
        const book = table === null ? await ledger(tx, asked, turn, today) : null
        const sums = (table ?? book)!.sums
        return {
          saved,
          sums,
          table,
          book,
          total: isFiltered(asked) ? await promisesInAll(tx) : allOf(sums),
          choices: await ledgerChoices(tx),
          shares: await sharesByYear(tx, asked.organisation ?? null, today),
        }
      })
      if ('first' in read) return c.redirect(`${addresses.commitments()}?${read.first}`, 302)
      const { saved, sums, table, book, total, choices, shares } = read
      const partner = choices.partners.find(({ id }) => id === asked.organisation)
      const query = queryText(asked)
      const many = {
        action: addresses.commitmentsMany(),
        query,
        found: allOf(sums),
        shown: table?.page.rows.length ?? 0,
        most: MOST_AT_ONCE,
        groups: manyActs(),
      }
      return c.html(
        <CommitmentsPage
          shell={shell}
          asked={asked}
          sums={sums}
          total={total}
          choices={choices}
          today={today}
          saved={savedViewLinks(saved, {
            list: 'commitments',
            href: addresses.commitments(),
            all: addresses.commitments({ view: asked.view }),
            query: search,
            known: LEDGER_QUERY,
            personId: by.personId,
            usual: 'book',
          })}
          shares={<SharesInLedger years={shares} partner={partner === undefined ? null : displayName(partner)} organisationId={partner?.id} />}
        >
          {table === null ? (
            <Book asked={asked} ledger={book!} officeName={shell.officeName} today={today} />
          ) : (
            <LedgerTable asked={asked} page={table.page} today={today} many={by.role === 'officer' ? many : undefined} />
          )}
        </CommitmentsPage>,
      )
    })
    .post(addresses.commitmentsMany, officers, manyForeseen(MANY))
    .post(addresses.commitmentsManyDoing, officers, manyDone(MANY))

const MANY: ManyDesk<ManyCommitmentsAct, Officer> = {
  list: { href: addresses.commitments(), title: () => m.commitments_title(), nav: 'commitments' },
  doing: addresses.commitmentsManyDoing(),
  readAct: readManyAct,
  title: manyTitle,
  button: (act, count) => (act.kind === 'remove' ? m.commitments_many_button_remove({ count }) : m.commitments_many_button({ count })),
  done: (act, count) => (act.kind === 'remove' ? m.commitments_many_removed({ count }) : m.commitments_many_changed({ count })),
  ask: async (act, c, by) => {
    if (act.kind !== 'person') return undefined
    const { people } = await c.get('here').db.inOffice(by.officeId, ledgerChoices)
    return {
      label: m.commitments_field_person(),
      options: [...people.map((one) => ({ value: one.id, label: displayName(one) })), { value: NOBODY, label: m.commitments_many_nobody() }],
    }
  },
  withValue: (_, value) => withPerson(value),
  cleanQuery: (query) => cleanQuery(query, LEDGER_QUERY),
  found: (c, by, query) => {
    const here = c.get('here')
    return here.db.inOffice(by.officeId, (tx) => chosenByFilter(tx, ledgerAsked(query), here.clock.today(), MOST_AT_ONCE))
  },
  foresee: (c, by, chosen, act) => c.get('here').db.inOffice(by.officeId, (tx) => foreseeManyCommitments(tx, chosen, act)),
  change: (c, by, chosen, act, rest) => changeManyCommitments(c.get('here'), by, chosen, act, { rest }),
}
