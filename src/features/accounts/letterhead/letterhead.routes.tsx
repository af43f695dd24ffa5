// The addresses of the office's letterhead: its form, and the picture of its crest.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween, historyInWords } from '#platform/activity/changes.ts'
import { momentInWords } from '#platform/dates.ts'
import { bytesOf, type FileStore } from '#platform/files/files.ts'
import { checked, type FieldFault, type FormBody, readForm, typed } from '#platform/http/form.ts'
import { pngAnswer } from '#platform/http/handing-out.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, ok, refuse, type Result } from '#platform/result.ts'
import { revised } from '#platform/texts/local-text.ts'
import type { Reader } from '../account.ts'
import { officers, readers } from '../session.gate.ts'
import { changeLetterhead } from './letterhead.actions.ts'
import { LetterheadPage } from './letterhead.pages.tsx'
import { letterheadOf } from './letterhead.queries.ts'
import { type Crest, type Letterhead, letterheadFieldWords, letterheadForm, type LetterheadForm, MOST_CREST_BYTES } from './letterhead.ts'

/** What draws a crest anew, so that nothing of a stranger's file is kept but what is seen of it; null when it is no picture that can be printed. */
export type CrestDrawing = (bytes: Uint8Array) => Promise<{ readonly png: Uint8Array; readonly width: number; readonly height: number } | null>
export type LetterheadParts = { readonly files: FileStore; readonly drawCrest: CrestDrawing }

type Shown = { readonly body?: FormBody; readonly version?: number; readonly faults?: readonly FieldFault[]; readonly yours?: LetterheadForm }

export const letterheadRoutes = ({ files, drawCrest }: LetterheadParts): Routes =>
  new Routes()
    .get(addresses.settingsLetterhead, readers, (c, by) => page(c, by, {}))
    .post(addresses.settingsLetterhead, officers, async (c, by) => {
      const body = await readForm(c)
      const version = Number(typed(body, 'version')) || 0
      const chosen = body['crest'] instanceof File && body['crest'].size > 0 ? body['crest'] : null
      const form = checked(letterheadForm, body)
      const crest = chosen === null ? null : await crestOf(chosen, { files, drawCrest })
      const faults = [...(form.ok ? [] : form.faults), ...(crest === null || crest.ok ? [] : [{ name: 'crest', message: crest.refusal.message }])]
      // A browser does not fill a file's box again.
      const again = chosen === null ? [] : [{ name: 'crest', message: m.accounts_letterhead_crest_again() }]
      if (!form.ok || (crest !== null && !crest.ok)) {
        return page(c, by, { body, version, faults: crest?.ok === true ? [...faults, ...again] : faults }, 422)
      }
      const changed = await changeLetterhead(c.get('here'), by, form.value, crest === null ? null : crest.value)
      if (changed.ok) {
        return goWithNotice(c, addresses.settingsLetterhead(), {
          text: m.accounts_letterhead_saved(),
          undo: addresses.activityUndo({ id: changed.value.activityId }),
        })
      }
      // The form keeps what was typed and carries the newer version.
      return isStaleRefusal<Letterhead>(changed.refusal)
        ? page(c, by, { body, version: changed.refusal.current.version, faults: again, yours: form.value }, 409)
        : page(c, by, { body, version, faults: [{ name: '', message: changed.refusal.message }] }, 422)
    })
    .get(addresses.settingsCrest, readers, async (c, by) => {
      const { crest } = await c.get('here').db.inOffice(by.officeId, letterheadOf)
      const bytes = crest === null ? null : await bytesOf(files, crest.hash)
      return crest === null || bytes === null ? notFound(c) : pngAnswer(bytes, crest.hash)
    })

/** The chosen file as a crest in the store, where it lies before the register speaks of it; what nobody needs is swept away. */
async function crestOf(file: File, { files, drawCrest }: LetterheadParts): Promise<Result<Crest>> {
  if (file.size > MOST_CREST_BYTES) return refuse('too-large', m.accounts_letterhead_crest_large(), 'crest')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1000))
  if (/^\s*(?:\u00ef\u00bb\u00bf)?(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE\s+svg|<svg[\s>])/i.test(head)) {
    return refuse('svg', m.accounts_letterhead_crest_svg(), 'crest')
  }
  const drawn = await drawCrest(bytes)
  if (drawn === null) return refuse('no-picture', m.accounts_letterhead_crest_wrong(), 'crest')
  const { png, width, height } = drawn
  const taken = await files.take(inOne(png), MOST_CREST_BYTES * 2)
  if (!taken.ok) return taken
  const kept = await taken.value.keep()
  return kept.ok ? ok({ hash: taken.value.hash, width, height }) : kept
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function page(c: Context, by: Reader, { body, version, faults = [], yours }: Shown, status: 200 | 409 | 422 = 200): Promise<Response> {
  const { office } = c.get('visitor')!
  const now = c.get('here').clock.now()
  const read = await c
    .get('here')
    .db.inOffice(by.officeId, async (tx) => ({ letterhead: await letterheadOf(tx), lines: await historyOf(tx, 'letterhead', by.officeId) }))
  const { letterhead } = read
  const [last] = read.lines
  const asYours = (form: LetterheadForm) => ({
    ...form,
    name: revised(letterhead.name, form.name, now),
    address: revised(letterhead.address, form.address, now),
    crest: form.noCrest ? null : letterhead.crest,
    crestText: revised(letterhead.crestText, form.crestText, now),
  })
  const conflict =
    yours === undefined
      ? undefined
      : {
          who: last?.personName,
          when: momentInWords(last?.at ?? now, office.timeZone),
          rows: changesBetween({ ...letterhead }, asYours(yours), letterheadFieldWords()).map(({ field, before, after }) => ({
            field,
            theirs: before,
            yours: after,
          })),
        }
  return c.html(
    <LetterheadPage
      shell={c.get('shell')}
      letterhead={letterhead}
      languages={office.languages}
      version={version ?? letterhead.version}
      {...(body === undefined ? {} : { body })}
      faults={faults}
      history={historyInWords(read.lines, {
        what: () => m.accounts_letterhead_did_change(),
        fields: letterheadFieldWords,
        timeZone: office.timeZone,
        undo: by.role === 'officer',
      })}
      {...(conflict === undefined ? {} : { conflict })}
    />,
    status,
  )
}
