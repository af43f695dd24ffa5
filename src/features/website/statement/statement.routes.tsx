// The addresses of the accessibility statement: the citizens' page and the office's form.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { letterheadOf } from '#features/accounts/letterhead/letterhead.queries.ts'
import { anyone, officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { KeptStale } from '#platform/activity/kept-row.ts'
import { momentInWords } from '#platform/dates.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { publicly } from '#platform/http/public-answers.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { LANGUAGES } from '#platform/texts/language.ts'
import { drawn, held, heldPlace, HTML, inSite, siteOf } from '../site.routes.tsx'
import { pageData } from '../structured-data.ts'
import { changeStatement } from './statement.actions.ts'
import { bodyOfStatement, StatementFormPage } from './statement.pages.tsx'
import { StatementPage } from './statement.public.tsx'
import { statementOf } from './statement.queries.ts'
import { isReachable, missingParts, type Statement, statementFieldWords, statementForm, withTyped } from './statement.ts'

export const statementRoutes = (): Routes =>
  new Routes()
    .get(addresses.settingsAccessibility, readers, (c, by) => page(c, by, {}))
    .post(addresses.settingsAccessibility, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(statementForm, body)
      if (!form.ok) return page(c, by, { body, version: Number(typed(body, 'version')) || 0, faults: form.faults }, 422)
      const { version, ...words } = form.value
      const here = c.get('here')
      const { statement: before } = await here.db.inOffice(by.officeId, statementOf)
      const next = withTyped(before, words, here.clock.now())
      const changed = await changeStatement(here, by, version, next)
      if (changed.ok)
        return goWithNotice(c, addresses.settingsAccessibility(), {
          text: m.website_statement_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      // The form keeps what was typed and carries the newer version.
      return isStaleRefusal<KeptStale<Statement>['current']>(changed.refusal)
        ? page(c, by, { body, version: changed.refusal.current.version, yours: next }, 409)
        : page(c, by, { body, version, faults: [{ name: '', message: changed.refusal.message }] }, 422)
    })
    // After the office's own: `/:lang` would hear `settings` too.
    .get(addresses.siteAccessibility, anyone, (c) => publicPage(c))

const publicPage = (c: Context): Promise<Response> =>
  inSite(c, async (office, lang) => {
    const [{ statement }, reached] = await held(c, office, 'statement', (tx) => Promise.all([statementOf(tx), letterheadOf(tx)]))
    const site = siteOf(c, office, await heldPlace(c, office), (one) => addresses.siteAccessibility({ lang: one }))
    const jsonLd = pageData(site, { type: 'WebPage', title: m.website_statement_title(), path: addresses.siteAccessibility({ lang }) })
    return publicly(c, await drawn(<StatementPage site={site} statement={statement} reached={reached} jsonLd={jsonLd} />), HTML, { query: {} })
  })

type Shown = { readonly body?: FormBody; readonly version?: number; readonly faults?: readonly FieldFault[]; readonly yours?: Statement }

async function page(c: Context, by: Reader, { body, version, faults = [], yours }: Shown, status: 200 | 409 | 422 = 200): Promise<Response> {
  const { office } = c.get('visitor')!
  const { read, lines, reached } = await c.get('here').db.inOffice(by.officeId, async (tx) => ({
    read: await statementOf(tx),
    lines: await historyOf(tx, 'accessibility_statement', by.officeId),
    reached: await letterheadOf(tx),
  }))
  const [last] = lines
  const conflict =
    yours === undefined
      ? undefined
      : {
          who: last?.personName,
          when: momentInWords(last?.at ?? c.get('here').clock.now(), office.timeZone),
          rows: changesBetween({ ...read.statement }, { ...yours }, statementFieldWords()).map(({ field, before, after }) => ({
            field,
            theirs: before,
            yours: after,
          })),
        }
  return c.html(
    <StatementFormPage
      shell={c.get('shell')}
      version={version ?? read.version}
      statement={read.statement}
      missing={missingParts(read.statement, isReachable(reached))}
      languages={[...new Set([...office.languages, ...LANGUAGES])]}
      body={body ?? bodyOfStatement(read.statement)}
      faults={faults}
      history={historyInWords(lines, {
        what: () => m.website_statement_did(),
        fields: statementFieldWords,
        timeZone: office.timeZone,
        undo: by.role === 'officer',
      })}
      {...(conflict === undefined ? {} : { conflict })}
    />,
    status,
  )
}
