// The briefing on paper: one sheet however much is known, with faces, in readers' hands, in either language.
import sharp from 'sharp'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { addDocument } from '#features/documents/document.actions.ts'
import { thumbnailName } from '#features/documents/pictures.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { createPartnershipWith } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { type ReadBack, readBack } from '#platform/documents/testing/reading-back.ts'
import { endTypesetting } from '#platform/documents/typesetting.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { openVisit } from '#features/visits/visit.actions.ts'
import { addItem } from '../agenda/item.actions.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-11-23' })
})
afterAll(async () => {
  await endTypesetting()
  await office.close()
})

async function partner(name: string) {
  const { here, officer, officeId } = office
  const native = { nativeName: 'Општина Ѓорче Пробно-Ќошевско', nativeLanguage: 'mk', kind: 'municipality', country: 'MK' } as const
  const { id } = done(await createPartnershipWith(here, officer, { name: { bg: name, en: `${name} (en)` }, ...native }, { type: 'twinning' }))
  return { id, organisation: (await here.db.inOffice(officeId, (tx) => partnershipById(tx, id)))!.organisationId }
}

async function paper(path: string, role: 'officer' | 'reader' = 'reader'): Promise<ReadBack & { readonly pictures: number; readonly all: string }> {
  const answer = await office.as(role).get(path)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  const pdf = new Uint8Array(await answer.arrayBuffer())
  const back = await readBack(pdf)
  // Names that are broken on paper come together again.
  const all = back.pages.join(' ').replace(/(\p{L})[-‐] (?=\p{Ll})/gu, '$1')
  return {
    ...back,
    all,
    pictures: (
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Subtype\s*\/Image/g) ?? []
    ).length,
  }
}

const LONG = 'Да изпратим албума с рисунки на децата от школата по приложни изкуства, както се разбраха кметовете на вечерята, '.repeat(4)

test('little and much stand on one sheet, with the faces of those whose photo is known', async () => {
  const { here, officer } = office
  const on = await partner('Узорево')
  const id = done(await createEvent(here, officer, { kind: 'visit', direction: 'incoming', date: '2026-12-01', partners: [on.organisation] })).id
  const little = await paper(addresses.eventBriefingPaper({ id }))
  expect([little.pages.length, little.title, little.language, little.tagged, little.pictures]).toEqual([1, 'Справка преди среща: Узорево', 'bg', true, 0])
  expect(little.all).toContain('Не е записано какво да се избягва.')

  for (let n = 0; n < 9; n++) {
    for (const owedBy of ['us', 'them', 'both'] as const) {
      const made = { owedBy, topic: 'other', state: 'agreed', due: `2026-0${n + 1}-15`, eventId: null, partners: [on.organisation] } as const
      done(await createCommitment(here, officer, { ...made, text: { bg: `${LONG} (${owedBy} ${n})` } }))
    }
    done(await addItem(here, officer, id, { title: { bg: LONG.slice(0, 280) } }))
    done(await addMilestone(here, officer, on.id, { kind: 'signing', side: 'both', date: `20${10 + n}-05-01`, documentNumber: `42-${n}` }))
    done(
      await createEvent(here, officer, {
        kind: 'visit',
        direction: 'incoming',
        date: `2015-0${n + 1}`,
        title: { bg: LONG.slice(0, 200) },
        partners: [on.organisation],
      }),
    )
    const person = done(await createPerson(here, officer, { name: { bg: `Александрина-Мирослава Пробна-Константинопулу ${n}` } })).id
    done(
      await addPost(here, officer, person, {
        organisationId: on.organisation,
        role: { bg: 'заместник-кмет по образованието и културата' },
        roleClass: 'mayor',
      }),
    )
    const photo = await sharp({ create: { width: 200, height: 260, channels: 3, background: { r: 20 * n, g: 90, b: 90 } } })
      .webp()
      .toBuffer()
    const taken = done(await office.files.take(Readable.from([photo]), 1_000_000))
    done(await taken.keep())
    done(await office.files.lay(thumbnailName(taken.hash), photo))
    const file = { hash: taken.hash, bytes: photo.length, media: 'webp', fileName: 'portret.webp', kind: 'photo' } as const
    done(await addDocument(here, officer, { ...file, title: { bg: 'Портрет' }, places: [{ thing: 'person', thingId: person }] }))
  }
  await office.pool.query('update document set drawn_at = now()')
  done(await openVisit(here, officer, id))
  const lines = (text: string) => ({ source: 'bg', in: { bg: { text: `${text}\n${LONG}`, at: '', checked: true } } })
  await office.pool.query(`update visit set our_purpose = $2, our_objectives = $3, their_purpose = $4, their_objectives = $5 where id = $1`, [
    id,
    lines('За подписа'),
    lines('Дати за обмена'),
    lines('За занаятите'),
    lines('Пазар за керамика'),
  ])
  const much = await paper(addresses.eventBriefingPaper({ id }))
  expect([much.pages.length, much.pictures]).toEqual([1, 4])
  const purposes = ['Нашата цел: За подписа; Да изпратим', 'постигнем: Дати за обмена;', 'Тяхната цел: За занаятите;', 'постигнат те: Пазар за керамика;']
  expect(purposes.filter((words) => !much.all.includes(words))).toEqual([])
  const said = ['Узорево', 'Ѓорче Пробно-Ќошевско', 'Обещахме ние', 'Обещаха те', 'Дължим заедно', 'Кой е насреща', 'Да не се споменава', 'збратимување']
  expect(said.filter((words) => !much.all.includes(words))).toEqual([])
  expect([much.all.includes('Александрина-Мирослава'), much.all.includes('още 6')]).toEqual([true, true])
  const page = await (await office.as('reader').get(addresses.eventBriefing({ id }))).text()
  expect(page.includes(addresses.eventBriefingPaper({ id }, { partner: on.organisation }))).toBe(true)
})

test('of a partner at any time, in the reader’s language; not of strangers, and not of nobody', async () => {
  const on = await partner('Другово')
  expect((await office.as('nobody').get(addresses.partnershipBriefingPaper({ id: on.id }))).headers.get('location')).toMatch(/^\/sign-in/)
  const english = office.as('reader')
  await english.post(addresses.language(), { locale: 'en', next: '/' })
  const read = await readBack(new Uint8Array(await (await english.get(addresses.partnershipBriefingPaper({ id: on.id }))).arrayBuffer()))
  expect([read.language, read.pages[0]!.includes('Not to be mentioned')]).toEqual(['en', true])
  expect((await paper(addresses.partnershipBriefingPaper({ id: on.id }))).pages.length).toBe(1)
  const other = await office.openAnother('Община Друга')
  for (const path of [addresses.partnershipBriefingPaper({ id: on.id }), addresses.eventBriefingPaper({ id: on.id })]) {
    expect([path, (await other.visit.get(path)).status]).toEqual([path, 404])
  }
})
