// Letters that wait after a visit was moved or called off, whom the last ones have not reached, and the one letter a person that holds the whole programme.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { callOffEvent, changeEvent, createEvent } from '#features/events/event.actions.ts'
import { changePerson, createPerson } from '#features/organisations/people/person.actions.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addDelegates, withdrawDelegate } from '../delegations/delegate.actions.ts'
import type { DelegateValues } from '../delegations/delegate.ts'
import { addProgrammeItem, changeProgrammeItem } from '../programmes/item.actions.ts'
import type { ItemValues } from '../programmes/programme.ts'
import { changeVisit, openVisit } from '../visit.actions.ts'
import { owedLetters } from './invitation.queries.ts'
import { outdatedInvitations } from './outdated.queries.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
afterEach(async () => {
  office.here.clock.set('2026-11-23')
  for (const table of [
    'activity',
    'mail_outbox',
    'mail_address',
    'invitee',
    'invitation',
    'programme_participant',
    'programme_item',
    'visit_delegate',
    'visit',
    'partner_contact',
    'event_partner',
    'event',
    'name_entry',
  ])
    await office.pool.query(`delete from ${table} where office_id = $1`, [office.officeId])
})

const officer = () => office.as('officer')
const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const page = async (path: string) => (await officer().get(path)).text()
const flash = (html: string): string => /<div class="flash".*?<\/div>/s.exec(html)?.[0] ?? ''
const part = (html: string, id: string): string => plain(new RegExp(`<section[^>]*aria-labelledby="${id}[^"]*".*?</section>`, 's').exec(html)?.[0] ?? '')

const event = (date: string) => ({ kind: 'visit', direction: 'incoming', date, title: { bg: 'Гости от Примерово', fr: 'Des hôtes' }, partners: [] }) as const
const ANA: DelegateValues = { side: 'hosts', name: { bg: 'Ана Примерова' }, email: 'ana@troyan.test', languages: ['bg'] }
const LOU: DelegateValues = { side: 'guests', name: { bg: 'Лу Проба' }, nativeName: 'Lou Proba', email: 'lou@exemple.test', languages: ['fr'] }

async function visit(people: readonly DelegateValues[] = [ANA, LOU], date = '2026-12-14/2026-12-16'): Promise<{ id: string; people: readonly string[] }> {
  const { id } = done(await createEvent(office.here, office.officer, event(date)))
  done(await openVisit(office.here, office.officer, id))
  await office.pool.query(`update visit set languages = '{bg,fr}', guest_zone = 'Europe/Paris' where id = $1`, [id])
  return { id, people: done(await addDelegates(office.here, office.officer, id, people)).ids }
}
const values = (title: string, time = '10:00', more: Partial<ItemValues> = {}): ItemValues => ({
  kind: 'meeting',
  title: { bg: title, fr: `${title} (fr)` },
  when: { day: '2026-12-14', time, fold: 'first', minutes: 60, lastDay: '2026-12-14', zone: 'Europe/Sofia', endZone: 'Europe/Sofia' },
  ...more,
})
const on = (day: string): Partial<ItemValues> => ({ when: { ...values('').when, day, lastDay: day } })
const add = async (id: string, title: string, time?: string, more?: Partial<ItemValues>) =>
  done(await addProgrammeItem(office.here, office.officer, id, values(title, time, more))).id
const versionOf = async (table: string, id: string): Promise<number> =>
  (await office.pool.query(`select version from ${table} where id = $1`, [id])).rows[0].version

async function sent(id: string, chosen: { readonly items?: readonly string[]; readonly whole?: boolean }): Promise<void> {
  await officer().post(addresses.invitationChoice({ id }), { 'items.0': chosen.items ?? [], ...(chosen.whole === true ? { whole: 'yes' } : {}) })
  await send(id)
}
async function send(id: string): Promise<void> {
  const stamp = /name="stamp" value="([^"]+)"/.exec(await page(addresses.invitations({ id })))?.[1] ?? ''
  await officer().post(addresses.invitationSending({ id }), { stamp })
  // They left and arrived.
  await office.pool.query(`update mail_outbox set state = 'sent' where state = 'waiting'`)
}
/** The same, each at its own hour, as in life. */
async function chosenAndSent(id: string, items: readonly string[]): Promise<void> {
  office.here.clock.set('2026-11-23T10:00Z')
  await officer().post(addresses.invitationChoice({ id }), { 'items.0': items })
  office.here.clock.set('2026-11-23T11:00Z')
  await send(id)
}
const later = (): void => office.here.clock.set('2026-11-24')
/** The letters that wait, as the dossier counts them; the day's page must know of the same visits. */
const owing = async (id: string) =>
  office.here.db.inOffice(office.officeId, async (tx) => {
    const [now, today] = [office.here.clock.now(), office.here.clock.today()]
    const { letters, cancelling, people } = await owedLetters(tx, id, now, today)
    expect((await outdatedInvitations(tx, today)).map(({ visitId, people: told }) => [visitId, told])).toEqual(letters === 0 ? [] : [[id, people]])
    return { letters, cancelling, people }
  })
const NOTHING = { letters: 0, cancelling: 0, people: 0 }

describe('what waits', () => {
  test('a called-off visit says at once that its invitations must be called off, and leads there; so do the dossier and the event', async () => {
    const { id } = await visit()
    await sent(id, { items: [await add(id, 'Среща')] })
    expect([await owing(id), part(await page(addresses.visit({ id })), 'invitations').trim()]).toEqual([
      NOTHING,
      'Покани за календар 2 души имат покани; приели: 0, отказали: 0. Към поканите',
    ])
    later()
    const visitor = officer()
    const fields = { version: String(await versionOf('visit', id)), cancelReason: 'Отложено', 'cancelledOn.day': '24', 'cancelledOn.month': '11' }
    const after = await visitor.follow(await visitor.post(addresses.visitCancellation({ id }), { ...fields, 'cancelledOn.year': '2026' }))
    expect(plain(flash(after))).toContain('Посещението е отменено. Нищо не е изтрито. Чакат 2 писма за отмяна на поканите. Прегледайте и изпратете')
    expect(flash(after)).toContain(`href="${addresses.invitations({ id })}"`)
    expect(part(after, 'invitations')).toContain('Чакат 2 писма за отмяна на поканите.')
    expect(plain(await page(addresses.event({ id })))).toContain('Чакат 2 писма за отмяна на поканите.')
    expect(await owing(id)).toEqual({ letters: 2, cancelling: 2, people: 2 })
    await send(id)
    expect([await owing(id), part(await page(addresses.visit({ id })), 'invitations')]).toEqual([NOTHING, ''])
    expect(plain(await page(addresses.event({ id })))).not.toContain('Чакат')
  })

  test('called off on the event’s own page it is the same', async () => {
    const { id } = await visit([ANA])
    await sent(id, { whole: true })
    later()
    done(await callOffEvent(office.here, office.officer, id, '2026-11-24'))
    expect(await owing(id)).toEqual({ letters: 1, cancelling: 1, people: 1 })
    expect(plain(await page(addresses.event({ id })))).toContain('Чака 1 писмо за отмяна на покана.')
  })

  test('a moved visit, a withdrawn member and a changed hour wait; what changes nothing for anybody does not', async () => {
    const { id, people } = await visit()
    const item = await add(id, 'Среща')
    await sent(id, { items: [item], whole: true })
    later()
    done(await changeEvent(office.here, office.officer, id, await versionOf('event', id), event('2026-12-14/2026-12-17')))
    expect(await owing(id)).toEqual({ letters: 2, cancelling: 0, people: 2 })
    expect(part(await page(addresses.visit({ id })), 'invitations')).toContain('Чакат 2 писма с промени в поканите.')
    await send(id)
    office.here.clock.set('2026-11-25')
    done(await withdrawDelegate(office.here, office.officer, people[1]!, await versionOf('visit_delegate', people[1]!), '2026-11-25'))
    expect(await owing(id)).toEqual({ letters: 2, cancelling: 2, people: 1 })
    await send(id)
    office.here.clock.set('2026-11-26')
    done(
      await changeProgrammeItem(office.here, office.officer, id, item, await versionOf('programme_item', item), values('Среща', '10:00', { published: true })),
    )
    expect(await owing(id)).toEqual(NOTHING)
    done(await changeProgrammeItem(office.here, office.officer, id, item, await versionOf('programme_item', item), values('Среща', '11:00')))
    // The item's own letter, and the whole visit's, whose programme has it too.
    expect(await owing(id)).toEqual({ letters: 2, cancelling: 0, people: 1 })
    // What is over is left alone.
    office.here.clock.set('2027-01-10')
    expect(await owing(id)).toEqual(NOTHING)
  })

  test('visits that were sent and stand as they were are not weighed again, and a moved one is told of behind however many', async () => {
    const ids: string[] = []
    for (let at = 0; at < 12; at += 1) {
      const { id } = await visit([ANA], `2026-12-${String(at + 10)}`)
      await add(id, 'Среща', '10:00', on(`2026-12-${String(at + 10)}`))
      ids.push(id)
    }
    office.here.clock.set('2026-11-24')
    for (const id of ids) await officer().post(addresses.invitationChoice({ id }), { whole: 'yes' })
    office.here.clock.set('2026-11-25')
    for (const id of ids) await send(id)
    office.here.clock.set('2026-11-26')
    const found = (today = '2026-11-26') => office.here.db.inOffice(office.officeId, (tx) => outdatedInvitations(tx, today))
    expect(await found()).toEqual([])
    const none = await office.statements(() => found('2027-01-01'))
    expect(await office.statements(() => found())).toBe(none)
    // What changes nothing for anybody is weighed and stands in nobody's way.
    for (const id of ids.slice(0, 11))
      done(await changeVisit(office.here, office.officer, id, await versionOf('visit', id), { ourPurpose: { bg: 'Друга цел' } }))
    const last = ids.at(-1)!
    done(await changeEvent(office.here, office.officer, last, await versionOf('event', last), event('2026-12-22')))
    expect((await found()).map(({ visitId, people }) => ({ visitId, people }))).toEqual([{ visitId: last, people: 1 }])
  })

  test('after a letter about one item nobody is weighed for the others; an item that is no longer sent is told of', async () => {
    const { id } = await visit([ANA])
    const item = await add(id, 'Среща')
    const other = await add(id, 'Обяд', '12:00')
    await chosenAndSent(id, [item, other])
    later()
    done(await changeProgrammeItem(office.here, office.officer, id, item, await versionOf('programme_item', item), values('Среща', '11:00')))
    office.here.clock.set('2026-11-25')
    await send(id)
    office.here.clock.set('2026-11-26')
    const found = () => office.here.db.inOffice(office.officeId, (tx) => outdatedInvitations(tx, '2026-11-26'))
    const none = await office.statements(() => office.here.db.inOffice(office.officeId, (tx) => outdatedInvitations(tx, '2027-01-01')))
    expect([await office.statements(found), await found()]).toEqual([none, []])
    await officer().post(addresses.invitationChoice({ id }), { 'items.0': [item] })
    expect((await found()).map(({ visitId, reasons }) => ({ visitId, reasons }))).toEqual([{ visitId: id, reasons: ['called-off'] }])
  })

  test('whose address was put right in the register has a letter to get', async () => {
    const person = done(await createPerson(office.here, office.officer, { name: { bg: 'Ева Примерова' }, email: 'eva@troyan.test', languages: ['bg'] })).id
    const { id } = await visit([ANA])
    const item = await add(id, 'Среща', '10:00', { participants: [{ delegateId: null, personId: person, part: 'takes' }] })
    await chosenAndSent(id, [item])
    later()
    done(await changePerson(office.here, office.officer, person, 1, { name: { bg: 'Ева Примерова' }, email: 'eva.primerova@troyan.test', languages: ['bg'] }))
    const found = await office.here.db.inOffice(office.officeId, (tx) => outdatedInvitations(tx, '2026-11-24'))
    expect(found.map(({ visitId, people }) => ({ visitId, people }))).toEqual([{ visitId: id, people: 1 }])
  })

  test('another office has none of it', async () => {
    const { id } = await visit([ANA])
    await sent(id, { whole: true })
    later()
    done(await callOffEvent(office.here, office.officer, id, '2026-11-24'))
    const other = await office.openAnother('Община Чужда')
    expect(await office.here.db.inOffice(other.officeId, (tx) => outdatedInvitations(tx, '2026-11-24'))).toEqual([])
    expect((await office.here.db.inOffice(other.officeId, (tx) => owedLetters(tx, id, office.here.clock.now(), '2026-11-24'))).letters).toBe(0)
  })
})

describe('who has the last of it', () => {
  test('everybody, only when every letter arrived; else it is said of whom not, and why', async () => {
    const { id } = await visit([
      ANA,
      LOU,
      { ...LOU, name: { bg: 'Неясен Примеров' }, nativeName: '', email: 'neyasen@exemple.test' },
      { ...LOU, name: { bg: 'Отказан Примеров' }, nativeName: '', email: 'otkazan@exemple.test' },
      { ...LOU, name: { bg: 'Чакащ Примеров' }, nativeName: '', email: 'chakasht@exemple.test' },
    ])
    const item = await add(id, 'Среща')
    await sent(id, { items: [item] })
    const waiting = async () => part(await page(addresses.invitations({ id })), 'waiting')
    expect(await waiting()).toContain('Всички имат последното от програмата.')
    await office.pool.query(`update mail_outbox set state = 'bounced' where "to" = 'lou@exemple.test'`)
    await office.pool.query(`update mail_outbox set state = 'uncertain' where "to" = 'neyasen@exemple.test'`)
    await office.pool.query(`update mail_outbox set state = 'unsubscribed' where "to" = 'otkazan@exemple.test'`)
    await office.pool.query(`update mail_outbox set state = 'waiting' where "to" = 'chakasht@exemple.test'`)
    const said = await waiting()
    expect(said).not.toContain('Всички имат последното')
    for (const words of [
      'Няма ново за изпращане, но последното не е стигнало до всички:',
      'Писмото не е стигнало. Поправете адреса при делегациите или се обадете: Lou Proba',
      'Не желаят такива писма, а в календара им стои старото. Кажете им по друг начин: Otkazan Primerov',
      'Не се знае дали писмото е стигнало. Решете при писмото: Neyasen Primerov',
      'Писмото още не е тръгнало: Chakasht Primerov',
    ])
      expect(said).toContain(words)
  })

  test('who refuses such letters and holds a stale hour is named; who never had any is only counted out', async () => {
    const { id } = await visit()
    const item = await add(id, 'Среща')
    await sent(id, { items: [item] })
    await office.pool.query(`update mail_address set refused = '{"invitation": "2026-11-01T00:00:00Z"}' where address = 'lou@exemple.test'`)
    later()
    done(await changeProgrammeItem(office.here, office.officer, id, item, await versionOf('programme_item', item), values('Среща', '11:00')))
    await send(id)
    const said = part(await page(addresses.invitations({ id })), 'waiting')
    expect(said).toContain('стои старото. Кажете им по друг начин: Lou Proba')
    expect([said.includes('Всички имат последното'), said.includes('не получават: lou')]).toEqual([false, false])
  })
})

describe('one letter a person', () => {
  test('the whole visit is offered first and ticked; single items tell how many letters they are', async () => {
    const { id } = await visit()
    for (const [title, time] of [
      ['Среща', '10:00'],
      ['Обяд', '12:00'],
      ['Обиколка', '14:00'],
    ] as const)
      await add(id, title, time)
    const html = await page(addresses.invitations({ id }))
    expect(/name="whole"[^>]*checked/.test(html)).toBe(true)
    const choice = part(html, 'choice')
    expect(choice).toContain('по едно писмо на човек: цели дни в календара, а в описанието програмата му')
    expect(choice).toContain('за всички точки това са 6 писма')
    expect(choice).toContain('Избери всички предстоящи точки (6 писма)')
    expect(choice.indexOf('Цялото посещение')).toBeLessThan(choice.indexOf('Отделни точки'))
  })

  test('it holds each reader’s own programme in their language, also what they get singly; a changed hour is a change for those it concerns', async () => {
    const { id, people } = await visit()
    await add(id, 'Среща', '10:00', { place: { bg: 'Кметството', fr: 'La mairie' } })
    const single = await add(id, 'Концерт', '19:00')
    const mine = await add(id, 'Планьорка', '08:30', { attendance: 'some', participants: [{ delegateId: people[0]!, personId: null, part: 'takes' }] })
    await sent(id, { items: [single], whole: true })
    const { rows } = await office.pool.query(
      `select address, told ->> 'note' as note from invitee where told -> 'when' ->> 'firstDay' is not null order by address`,
    )
    expect(rows).toEqual([
      {
        address: 'ana@troyan.test',
        note: 'понеделник, 14 декември\n08:30–09:30 Планьорка, 07:30 във Франция\n10:00–11:00 Среща, Кметството, 09:00 във Франция\n19:00–20:00 Концерт, 18:00 във Франция',
      },
      { address: 'lou@exemple.test', note: 'lundi 14 décembre\n10:00–11:00 Среща (fr), La mairie, 09:00 à Paris\n19:00–20:00 Концерт (fr), 18:00 à Paris' },
    ])
    const { rows: mails } = await office.pool.query(`select text, calendar ->> 'ics' as ics from mail_outbox where "to" = 'lou@exemple.test' order by id`)
    const whole = mails.find(({ ics }) => /^DTSTART;VALUE=DATE/m.test(ics))
    const unfolded = whole.ics.replaceAll('\r\n ', '')
    expect([whole.text.includes('Среща (fr), La mairie'), unfolded.includes('10:00–11:00 Среща (fr)')]).toEqual([true, true])
    later()
    done(
      await changeProgrammeItem(
        office.here,
        office.officer,
        id,
        mine,
        await versionOf('programme_item', mine),
        values('Планьорка', '09:00', { attendance: 'some', participants: [{ delegateId: people[0]!, personId: null, part: 'takes' }] }),
      ),
    )
    expect(await owing(id)).toEqual({ letters: 1, cancelling: 0, people: 1 })
  })
})
