// The addresses of the site's look: its form, the trial as a citizen sees it, the sheet it makes and the crest in the head.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Reader } from '#features/accounts/account.ts'
import { anyone, officers, readers } from '#features/accounts/session.gate.ts'
import { markApart } from '#features/documents/picture/apart.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import type { KeptStale } from '#platform/activity/kept-row.ts'
import { momentInWords } from '#platform/dates.ts'
import { bytesOf, type FileStore } from '#platform/files/files.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { publicly } from '#platform/http/public-answers.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal } from '#platform/result.ts'
import { crestName, homePageOf, inLook, inOffice, officeHere, today } from '../site.routes.tsx'
import { changeLook } from './look.actions.ts'
import { bodyOfLook, LookPage } from './look.pages.tsx'
import { readLook } from './look.queries.ts'
import { type Look, lookFieldWords, lookForm, lookOfSheet, sheetName, sheetOf } from './look.ts'

export const lookRoutes = ({ files }: { readonly files: FileStore }): Routes =>
  new Routes()
    .get(addresses.settingsSite, readers, (c, by) => page(c, by, {}))
    .post(addresses.settingsSite, officers, async (c, by) => {
      const body = await readForm(c)
      const form = checked(lookForm, body)
      if (!form.ok) return page(c, by, { body, version: Number(typed(body, 'version')) || 0, faults: form.faults }, 422)
      const { version, ...look } = form.value
      const changed = await changeLook(c.get('here'), by, version, look)
      if (changed.ok)
        return goWithNotice(c, addresses.settingsSite(), { text: m.website_look_saved(), undo: addresses.activityUndo({ id: changed.value.activityId }) })
      // The form keeps what was typed and carries the newer version.
      return isStaleRefusal<KeptStale<Look>['current']>(changed.refusal)
        ? page(c, by, { body, version: changed.refusal.current.version, yours: look }, 409)
        : page(c, by, { body, version, faults: [{ name: '', message: changed.refusal.message }] }, 422)
    })
    .get(addresses.settingsSiteTrial, officers, (c, by) => trial(c, by))
    .get(addresses.siteSheet, anyone, (c) => sheet(c))
    .get(addresses.siteCrest, anyone, (c) => crest(c, files))

type Shown = { readonly body?: FormBody; readonly version?: number; readonly faults?: readonly FieldFault[]; readonly yours?: Look }

async function page(c: Context, by: Reader, { body, version, faults = [], yours }: Shown, status: 200 | 409 | 422 = 200): Promise<Response> {
  const zone = c.get('visitor')!.office.timeZone
  const { read, lines } = await c
    .get('here')
    .db.inOffice(by.officeId, async (tx) => ({ read: await readLook(tx, today(c)), lines: await historyOf(tx, 'site_look', by.officeId) }))
  const [last] = lines
  const conflict =
    yours === undefined
      ? undefined
      : {
          who: last?.personName,
          when: momentInWords(last?.at ?? c.get('here').clock.now(), zone),
          rows: changesBetween({ ...read.look }, { ...yours }, lookFieldWords()).map(({ field, before, after }) => ({ field, theirs: before, yours: after })),
        }
  return c.html(
    <LookPage
      shell={c.get('shell')}
      version={version ?? read.version}
      look={read.look}
      hasCrest={read.crest !== null}
      body={body ?? bodyOfLook(read.look)}
      faults={faults}
      history={historyInWords(lines, { what: () => m.website_look_did(), fields: lookFieldWords, timeZone: zone, undo: by.role === 'officer' })}
      {...(conflict === undefined ? {} : { conflict })}
    />,
    status,
  )
}

/** The home page in the look of the form, which is not saved yet; a colour that is none leads back to the form with its fault. */
async function trial(c: Context, by: Reader): Promise<Response> {
  const asked = { ...c.req.query() }
  const form = checked(lookForm, asked)
  if (!form.ok) return page(c, by, { body: asked, version: Number(asked['version']) || 0, faults: form.faults }, 422)
  const office = c.get('visitor')!.office
  const { version, ...look } = form.value
  inLook(c, { ...(await c.get('here').db.inOffice(office.id, (tx) => readLook(tx, today(c)))), version, look })
  c.header('Cache-Control', 'private, no-store')
  c.header('X-Robots-Tag', 'noindex')
  return c.html(await homePageOf(c, office, { text: m.website_look_trial_note(), back: { href: addresses.settingsSite(), text: m.website_look_trial_back() } }))
}

function sheet(c: Context): Response | Promise<Response> {
  const name = c.req.param('name') ?? ''
  const look = lookOfSheet(name)
  if (look === null) return notFound(c)
  // A page that was kept from before the sheet's rules changed still finds its colours, for a while.
  return publicly(c, sheetOf(look), 'text/css; charset=utf-8', { lasting: sheetName(look) === name })
}

/** The small crests already drawn, by their content. */
const drawn = new Map<string, Promise<Uint8Array | null>>()
const MOST_DRAWN = 24

async function crest(c: Context, files: FileStore): Promise<Response> {
  const office = await officeHere(c)
  if (office === null) return notFound(c)
  const { crest: kept } = await inOffice(c, office, (tx) => readLook(tx, today(c)))
  if (kept === null || crestName(kept.hash) !== c.req.param('name')) return notFound(c)
  const drawing = drawn.get(kept.hash) ?? smallCrest(files, kept.hash)
  drawn.delete(kept.hash)
  drawn.set(kept.hash, drawing)
  if (drawn.size > MOST_DRAWN) drawn.delete(drawn.keys().next().value ?? '')
  const png = await drawing
  if (png === null) {
    drawn.delete(kept.hash)
    return notFound(c)
  }
  return publicly(c, png, 'image/png', { etag: `"${kept.hash.slice(0, 27)}"`, lasting: true })
}

async function smallCrest(files: FileStore, hash: string): Promise<Uint8Array | null> {
  const bytes = await bytesOf(files, hash)
  return bytes === null ? null : ((await markApart(bytes))?.png ?? null)
}
