// The addresses of letters of a visit.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { languageName, languageOfCountry } from '#features/organisations/naming.ts'
import { organisationById } from '#features/organisations/organisation.queries.ts'
import { m } from '#messages'
import { historyOf } from '#platform/activity/activity.ts'
import { changesBetween } from '#platform/activity/changes.ts'
import type { OfficeTx } from '#platform/database/door.ts'
import { momentInWords, dayAfter } from '#platform/dates.ts'
import { checked, type FieldFault, readForm, typed } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import { Routes } from '#platform/http/routes.ts'
import { isStaleRefusal, type Refusal } from '#platform/result.ts'
import { asTyped, localText, revised } from '#platform/texts/local-text.ts'
import { isExact, preparationRulesOf } from '../preparation/piece.queries.ts'
import { visitById, type VisitWhole } from '../visit.queries.ts'
import { steppedTo } from '../visit.routes.tsx'
import { addLetter, changeLetter, type LetterStale, removeLetter, sendLetter } from './letter.actions.ts'
import { composed, composingForm, letterFieldWords, letterForm, type LetterKind, type LetterParts } from './letter.ts'
import { isLetterLanguage } from './letter-day.ts'
import { bodyOfLetter, LetterFormPage, type LetterFormProps, LetterPage, NewLetterPage, type NewLetterProps, afterEditing } from './letter.pages.tsx'
import { remarksOn } from './gaps.ts'
import { isOnItsWay } from './mailing.ts'
import { MailState } from './mailing.pages.tsx'
import { addressees, earlierDays, letterById, letterMailOf, type LetterRow, likelySignatory } from './letter.queries.ts'

type Answer = Response | Promise<Response>

export const letterRoutes = (): Routes =>
  new Routes()
    .get(addresses.visitLetterNew, officers, (c, by) =>
      withVisit(c, by, (visit) => {
        const partner = visit.partners.find((one) => one.organisationId === c.req.query('organisation')) ?? visit.partners[0]
        const theirs = partner === undefined ? null : languageOfCountry(partner.country)
        const [own = 'bg'] = c.get('visitor')!.office.languages
        return newPage(c, by, visit, {
          body: {
            kind: kindFor(visit),
            organisation: partner?.organisationId ?? '',
            languages: [own, theirs !== null && isLetterLanguage(theirs) ? theirs : 'en'],
          },
        })
      }),
    )
    .post(addresses.visitLetters, officers, (c, by) =>
      withVisit(c, by, async (visit) => {
        const body = await readForm(c)
        const form = checked(composingForm, body)
        if (!form.ok) return newPage(c, by, visit, { body, faults: form.faults })
        const { kind, organisation, person, languages } = form.value
        // Only partners of the visit are written to from its dossier.
        if (!visit.partners.some(({ organisationId }) => organisationId === organisation))
          return newPage(c, by, visit, { body, faults: [{ name: 'organisation', message: m.platform_form_choose() }] })
        const [parts, signatory] = await c
          .get('here')
          .db.inOffice(by.officeId, async (tx) => [await partsOf(tx, c, visit, organisation, person), await likelySignatory(tx, languages)] as const)
        if (parts === null) return newPage(c, by, visit, { body, faults: [{ name: 'person', message: m.platform_form_choose() }] })
        const letter = {
          kind,
          organisationId: organisation,
          personId: person === '' ? null : person,
          ...composed(kind, languages, parts),
          signatory,
          occasion: asTyped(parts.occasion),
        }
        const added = await addLetter(c.get('here'), by, visit.event.id, letter)
        if (!added.ok && added.refusal.code !== 'missing') return newPage(c, by, visit, { body, faults: [faultOf(added.refusal)] })
        const { id } = visit.event
        return steppedTo(c, added.ok ? addresses.visitLetterEdit({ id, letter: added.value.id }) : addresses.visit({ id }), added, m.visits_letter_composed())
      }),
    )
    .get(addresses.visitLetter, readers, (c, by) =>
      withLetter(c, by, async (visit, letter) => {
        const { date } = visit.event
        const [mail, earlier] = await c
          .get('here')
          .db.inOffice(by.officeId, async (tx) => [await letterMailOf(tx, letter), await earlierDays(tx, visit.event.id, date)] as const)
        const remarks = remarksOn(letter, { purpose: visit.visit.ourPurpose, now: date, earlier, sent: isOnItsWay(letter, mail) })
        return c.html(
          <LetterPage
            shell={c.get('shell')}
            visit={visit}
            letter={letter}
            remarks={remarks}
            mailState={mail === null ? null : <MailState mail={mail} timeZone={c.get('visitor')!.office.timeZone} />}
          />,
        )
      }),
    )
    .get(addresses.visitLetterEdit, officers, (c, by) =>
      withLetter(c, by, (visit, letter) =>
        formPage(c, { visit, letter, version: letter.version, body: { ...bodyOfLetter(letter), mail: c.req.query('mail') ?? '' } }),
      ),
    )
    .post(addresses.visitLetterEdit, officers, (c, by) =>
      withLetter(c, by, async (visit, letter) => {
        const body = await readForm(c)
        const version = Number(typed(body, 'version'))
        const opened = { visit, letter, version: version || letter.version, body }
        const form = checked(letterForm, body)
        if (!form.ok) return formPage(c, { ...opened, faults: form.faults }, 422)
        const changed = await changeLetter(c.get('here'), by, letter.id, version, form.value)
        // Whoever came from the mailing page goes on there.
        const back = afterEditing({ id: visit.event.id, letter: letter.id }, typed(body, 'mail'))
        if (changed.ok || changed.refusal.code === 'missing') return steppedTo(c, back, changed, m.visits_saved())
        if (!isStaleRefusal<LetterStale['current']>(changed.refusal)) return formPage(c, { ...opened, faults: [faultOf(changed.refusal)] }, 422)
        const { current } = changed.refusal
        const [last] = await c.get('here').db.inOffice(by.officeId, (tx) => historyOf(tx, 'visit_letter', letter.id, 1))
        const at = c.get('here').clock.now()
        const { state } = current
        const yours = {
          ...state,
          ...form.value,
          subject: revised(state.subject, form.value.subject, at),
          body: revised(state.body, form.value.body, at),
          signatory: revised(state.signatory, form.value.signatory, at),
          occasion: revised(state.occasion, form.value.occasion, at),
        }
        const rows = changesBetween({ ...state }, yours, letterFieldWords()).map(({ field, before, after }) => ({ field, theirs: before, yours: after }))
        const conflict = { who: last?.personName, when: momentInWords(last?.at ?? current.updatedAt, c.get('visitor')!.office.timeZone), rows }
        return formPage(c, { ...opened, version: current.version, conflict }, 409)
      }),
    )
    .post(addresses.visitLetterSending, officers, (c, by) =>
      withLetter(c, by, async (visit, letter) => {
        const { id } = letter
        const body = await readForm(c)
        const day = typed(body, 'sent') === '' ? null : c.get('here').clock.today()
        const mail = day === null && letter.sentOn !== null ? await c.get('here').db.inOffice(by.officeId, (tx) => letterMailOf(tx, letter)) : null
        const unsent = mail?.state === 'sent' || mail?.state === 'uncertain' ? m.visits_letter_unsent_left({ to: mail.to }) : m.visits_letter_unsent()
        const done = await sendLetter(c.get('here'), by, id, Number(typed(body, 'version')), day)
        return steppedTo(c, addresses.visitLetter({ id: visit.event.id, letter: id }), done, day === null ? unsent : m.visits_letter_marked_sent())
      }),
    )
    .post(addresses.visitLetterAnew, officers, (c, by) =>
      withLetter(c, by, async (visit, letter) => {
        const body = await readForm(c)
        const language = typed(body, 'language')
        const back = addresses.visitLetter({ id: visit.event.id, letter: letter.id })
        if (!isLetterLanguage(language) || letter.body.in[language] === undefined) return notFound(c)
        const parts = await c.get('here').db.inOffice(by.officeId, (tx) => partsOf(tx, c, visit, letter.organisationId ?? '', letter.personId ?? ''))
        if (parts === null) return goWithNotice(c, back, { text: m.visits_letter_anew_nobody(), tone: 'late' })
        const anew = composed(letter.kind, [language], { ...parts, occasion: letter.occasion })
        const done = await changeLetter(c.get('here'), by, letter.id, Number(typed(body, 'version')), {
          subject: letter.subject.in[language] === undefined ? anew.subject : {},
          body: anew.body,
          signatory: letter.signatory.in[language] === undefined ? { [language]: letter.signed[language] ?? '' } : {},
          number: letter.number,
          sentOn: letter.sentOn,
        })
        return steppedTo(c, back, done, m.visits_letter_composed_anew({ language: languageName(language) }))
      }),
    )
    .post(addresses.visitLetterRemoval, officers, (c, by) =>
      withLetter(c, by, async (visit, { id }) => {
        const done = await removeLetter(c.get('here'), by, id, Number(typed(await readForm(c), 'version')))
        return steppedTo(c, `${addresses.visitPreparation({ id: visit.event.id })}#letters`, done, m.visits_letter_removed())
      }),
    )

const faultOf = ({ field, message }: Refusal): FieldFault => ({ name: field ?? '', message })

/** What one most likely has to write. */
const kindFor = ({ event, visit }: VisitWhole): LetterKind =>
  visit.answer === 'declined' ? 'regret' : event.direction === 'outgoing' ? 'journey' : 'invitation'

async function withVisit(c: Context, by: Reader, answer: (visit: VisitWhole) => Answer): Promise<Response> {
  const visit = await c.get('here').db.inOffice(by.officeId, (tx) => visitById(tx, c.req.param('id')!))
  return visit === null ? notFound(c) : answer(visit)
}

const withLetter = (c: Context, by: Reader, answer: (visit: VisitWhole, letter: LetterRow) => Answer): Promise<Response> =>
  withVisit(c, by, async (visit) => {
    const letter = await c.get('here').db.inOffice(by.officeId, (tx) => letterById(tx, visit.event.id, c.req.param('letter')!))
    return letter === null ? notFound(c) : answer(visit, letter)
  })

async function newPage(c: Context, by: Officer, visit: VisitWhole, props: Pick<NewLetterProps, 'body' | 'faults'>): Promise<Response> {
  const people = await c.get('here').db.inOffice(by.officeId, (tx) =>
    addressees(
      tx,
      visit.partners.map(({ organisationId }) => organisationId),
    ),
  )
  return c.html(<NewLetterPage shell={c.get('shell')} visit={visit} people={people} {...props} />, props.faults === undefined ? 200 : 422)
}

const formPage = (c: Context, props: Omit<LetterFormProps, 'shell'>, status: 200 | 409 | 422 = 200): Answer =>
  c.html(<LetterFormPage shell={c.get('shell')} {...props} />, status)

/** What the letter is filled with; null when the person does not hold a post there. */
async function partsOf(tx: OfficeTx, c: Context, { event, visit }: VisitWhole, organisationId: string, personId: string): Promise<LetterParts | null> {
  const partner = await organisationById(tx, organisationId)
  const to = personId === '' ? null : ((await addressees(tx, [organisationId])).find(({ id }) => id === personId) ?? null)
  if (partner === null || (personId !== '' && to === null)) return null
  const { office } = c.get('visitor')!
  const { days } = await preparationRulesOf(tx)
  // We ask for the names by the day on which they would be missing; a day that is past already asks nothing.
  const by = isExact(event.date) && event.firstDay !== null ? dayAfter(event.firstDay, -days.names) : null
  return {
    home: office.name,
    partner,
    to,
    date: event.date,
    by: by !== null && by > c.get('here').clock.today() ? by : null,
    occasion: localText(event.occasion, c.get('here').clock.now(), office.languages[0] ?? 'bg'),
    purpose: visit.ourPurpose,
  }
}
