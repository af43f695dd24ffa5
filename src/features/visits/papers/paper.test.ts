// What is printed for a visit, from the register to the paper: who may, in which languages, and what is known of badges afterwards.
import mammoth from 'mammoth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addresses } from '#addresses'
import { createEvent } from '#features/events/event.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { endTypesetting } from '#platform/documents/typesetting.ts'
import { readBack } from '#platform/documents/testing/reading-back.ts'
import { done, openOffice, type TestOffice } from '../../../../tests/support/open-office.ts'
import { addDelegates, changeDelegate, removeDelegate } from '../delegations/delegate.actions.ts'
import type { DelegateValues } from '../delegations/delegate.ts'
import { addLetter } from '../invitations/letter.actions.ts'
import { preparationOf } from '../preparation/piece.queries.ts'
import { addSeating } from '../seatings/seating.actions.ts'
import { addGroup } from '../programmes/group.actions.ts'
import { addProgrammeItems } from '../programmes/item.actions.ts'
import type { ItemValues } from '../programmes/programme.ts'
import { changeVisit, openVisit, orderCeremonial } from '../visit.actions.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openOffice({ today: '2026-10-09' })
})
afterAll(async () => {
  await endTypesetting()
  await office.close()
})

const TYPED = { version: 1 }
async function visit(title: string, partners: readonly string[] = []): Promise<string> {
  const about = { kind: 'visit', direction: 'incoming', title: { bg: title, fr: `${title} (fr)` }, date: '2026-10-12/2026-10-13' } as const
  const made = await createEvent(office.here, office.officer, { ...about, partners })
  const { id } = done(made)
  done(await openVisit(office.here, office.officer, id))
  done(await changeVisit(office.here, office.officer, id, TYPED.version, { languages: ['bg', 'fr'], hostZone: 'Europe/Sofia', guestZone: 'Europe/Paris' }))
  return id
}

const guest = (name: string, over: Partial<DelegateValues> = {}): DelegateValues => ({ side: 'guests', name: { bg: name }, ...over })
const members = async (id: string, all: readonly DelegateValues[]) => done(await addDelegates(office.here, office.officer, id, all)).ids

const at = (time: string, minutes: number, over: Partial<ItemValues> = {}): ItemValues => ({
  kind: 'meeting',
  when: { day: '2026-10-12', time, fold: 'first', minutes, lastDay: '2026-10-12', zone: 'Europe/Sofia', endZone: 'Europe/Sofia' },
  title: { bg: `Точка в ${time}` },
  ...over,
})

const paper = (id: string, name: string, query: Record<string, string> = {}): string => addresses.visitPaper({ id, paper: name }, query)
async function words(answer: Response): Promise<string> {
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  return (await readBack(new Uint8Array(await answer.arrayBuffer()))).pages.join(' ')
}

describe('the programme', () => {
  let id: string
  beforeAll(async () => {
    id = await visit('Посещение на Узорево')
    const [first] = await members(id, [guest('Жан Пример', { nativeName: 'Jean Exemple', languages: ['fr'] })])
    const group = done(await addGroup(office.here, office.officer, id, { name: { bg: 'Занаяти', fr: 'Artisanat' }, members: [first!] })).id
    done(
      await addProgrammeItems(office.here, office.officer, id, [
        at('09:00', 60, {
          title: { bg: 'Посрещане', fr: 'Accueil' },
          place: { bg: 'Общината', fr: 'La mairie' },
          participants: [{ delegateId: first!, personId: null, part: 'takes' }],
        }),
        at('11:00', 30, { attendance: 'some', groups: [group], contact: 'Проба Служителова', contactPhone: '+359 000', address: 'ул. „Примерна“ 5' }),
      ]),
    )
  })

  test('comes in both languages with both clocks, to officers and readers, to nobody else', async () => {
    for (const role of ['officer', 'reader'] as const) {
      const answer = await office.as(role).get(paper(id, 'programme.pdf'))
      expect(answer.headers.get('content-disposition')).toBe(
        `inline; filename="________ - _________ __ _______.pdf"; filename*=UTF-8''${encodeURIComponent('Програма - Посещение на Узорево.pdf')}`,
      )
      const all = await words(answer)
      const expected = [
        'Програма проект',
        'Община Троян',
        'Понеделник, 12 октомври',
        'Lundi 12 octobre',
        '09:00–10:00 08:00–09:00',
        'Посрещане',
        'Accueil',
        'La mairie',
        'Жан Пример',
        'Jean Exemple',
        'Artisanat',
        '12–13 октомври 2026 г.',
      ]
      expect(expected.filter((text) => !all.includes(text))).toEqual([])
    }
    expect((await office.as('nobody').get(paper(id, 'programme.pdf'))).headers.get('location')).toMatch(/^\/sign-in/)
  })

  test('comes in the languages asked for, and as a Word file', async () => {
    const alone = await words(await office.as('reader').get(paper(id, 'programme.pdf', { first: 'fr', second: 'none' })))
    expect([alone.includes('Accueil'), alone.includes('Посрещане')]).toEqual([true, false])
    // What is no language becomes the visit's own.
    const odd = await words(await office.as('reader').get(paper(id, 'programme.pdf', { first: 'xx', second: '../../x' })))
    expect([odd.includes('Accueil'), odd.includes('Посрещане')]).toEqual([true, true])
    const word = await office.as('reader').get(paper(id, 'programme.docx'))
    expect(word.headers.get('content-disposition')).toMatch(/^attachment; .*\.docx"/)
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await word.arrayBuffer()) })
    expect([value.includes('Посрещане'), value.includes('Accueil')]).toEqual([true, true])
  })

  test('for the pocket has addresses and telephones, and is folded from A4', async () => {
    const pocket = await words(await office.as('reader').get(paper(id, 'pocket.pdf')))
    expect([pocket.includes('ул. „Примерна“ 5'), pocket.includes('За връзка: Проба Служителова, +359 000')]).toEqual([true, true])
    const folded = await readBack(new Uint8Array(await (await office.as('reader').get(paper(id, 'booklet.pdf'))).arrayBuffer()))
    expect(folded.sizes).toEqual(['595 × 842', '595 × 842'])
  })

  test('in a language without a title of the visit it is called in plain words, on every list, badge and cover as on the phone', async () => {
    const printed = async (name: string, first: string) => words(await office.as('reader').get(paper(id, name, { first, second: 'none' })))
    for (const [name, words_] of [
      ['programme.pdf', 'Programma bozza Visita a Troyan'],
      ['pocket.pdf', 'Visita a Troyan'],
      ['badges.pdf', 'Visita a Troyan'],
      ['delegations.pdf', 'Visita a Troyan'],
    ] as const) {
      const all = await printed(name, 'it')
      expect([name, all.includes(words_), all.includes('Посещение на Узорево')]).toEqual([name, true, false])
    }
    expect(await printed('programme.pdf', 'zh')).toContain('访问')
    expect(await printed('programme.pdf', 'fr')).toContain('Посещение на Узорево (fr)')
    // Nobody translated this one: it stands as it was written, and whoever is called can be read.
    const pocket = await printed('pocket.pdf', 'it')
    expect([pocket.includes('Точка в 11:00'), pocket.includes('Contatto: Proba Sluzhitelova, +359 000')]).toEqual([true, true])
  })

  test('says on its page what is not translated; a language can be chosen without script', async () => {
    const page = await (await office.as('reader').get(addresses.visitPapers({ id }))).text()
    expect(page).toContain('1 точка няма превод на френски.')
    expect(page).toContain('Програма на български и френски')
    const chosen = await (await office.as('reader').get(addresses.visitPapers({ id }, { first: 'bg', second: 'it' }))).text()
    expect([
      chosen.includes('2 точки нямат превод на италиански.'),
      chosen.includes(paper(id, 'programme.pdf', { first: 'bg', second: 'it' }).replace('&', '&amp;')),
    ]).toEqual([true, true])
  })
})

test('a paper that is not there, an empty one, a visit without a dossier and another office’s visit are not found', async () => {
  const id = await visit('Празно')
  const other = await office.openAnother('Община Друго')
  const officer = office.as('officer')
  for (const name of [
    'programme.pdf',
    'programme.docx',
    'pocket.pdf',
    'badges.pdf',
    'table-cards.pdf',
    'delegations.pdf',
    'rooms.pdf',
    'rooms-with-needs.pdf',
    'nothing.pdf',
    '__proto__',
    'constructor',
  ])
    expect([name, (await officer.get(paper(id, name))).status]).toEqual([name, 404])
  const page = await (await officer.get(addresses.visitPapers({ id }))).text()
  expect([page.includes('Програмата още е празна.'), page.includes('В делегациите още няма никого.')]).toEqual([true, true])
  await members(id, [guest('Гост')])
  expect((await other.visit.get(addresses.visitPapers({ id }))).status).toBe(404)
  expect((await other.visit.get(paper(id, 'badges.pdf'))).status).toBe(404)
  expect((await other.visit.post(addresses.visitBadges({ id }), { which: 'all' })).status).toBe(404)
  expect((await officer.get(addresses.visitPapers({ id: '01900000-0000-7000-8000-000000000000' }))).status).toBe(404)
})

test('a town no gazetteer knows stands beside the hours by its own name, and where nobody is known the country does', async () => {
  const made = { name: { bg: 'Община Незнайно', fr: 'Commune de Neznaïno' }, kind: 'municipality', country: 'MK' } as const
  const town = done(await createOrganisation(office.here, office.officer, made)).id
  const clocks = { languages: ['bg', 'fr'], hostZone: 'Europe/Sofia', guestZone: 'Europe/Skopje' } as const
  const columns = async (partners: readonly string[], first: string): Promise<string> => {
    const id = await visit('Друг часовник', partners)
    const { rows } = await office.pool.query<{ version: number }>('select version from visit where id = $1', [id])
    done(await changeVisit(office.here, office.officer, id, rows[0]!.version, clocks))
    done(await addProgrammeItems(office.here, office.officer, id, [at('09:00', 60)]))
    return words(await office.as('reader').get(paper(id, 'programme.pdf', { first, second: 'none' })))
  }
  expect(await columns([town], 'bg')).toContain('Троян Незнайно Български')
  expect(await columns([town], 'fr')).toContain('Troyan Neznaïno Français')
  expect(await columns([], 'bg')).toContain('Троян Северна Македония Български')
  expect(await columns([], 'fr')).toContain('Troyan Macédoine du Nord Français')
})

test('what guests eat and need stands on one list, which only officers get', async () => {
  const id = await visit('С нужди')
  await members(id, [
    guest('Гост Гостов', {
      diet: 'без глутен',
      needs: 'асансьор',
      room: 'single',
      lodging: 'Хотел „Проба“',
      arrivesAt: new Date('2026-10-11T11:30:00Z'),
      arrival: 'ПР 432',
    }),
    { side: 'hosts', name: { bg: 'Домакин' } },
  ])
  const plain = await words(await office.as('reader').get(paper(id, 'rooms.pdf')))
  expect([
    plain.includes('Гост Гостов'),
    plain.includes('11.10., 14:30 ПР 432'),
    plain.includes('глутен'),
    plain.includes('асансьор'),
    plain.includes('Домакин'),
  ]).toEqual([true, true, false, false, false])
  expect((await office.as('reader').get(addresses.visitRoomsSpecial({ id }))).status).toBe(403)
  const special = await words(await office.as('officer').get(addresses.visitRoomsSpecial({ id })))
  expect([special.includes('без глутен'), special.includes('асансьор')]).toEqual([true, true])
  expect(await (await office.as('reader').get(addresses.visitPapers({ id }))).text()).not.toContain('rooms-with-needs')
})

test('whoever shares a room stands under its house, whichever of the two was written down; the visit is not ready while one guest has none', async () => {
  const id = await visit('Стаи')
  const [, , third] = await members(id, [
    guest('Чън Примерен', { room: 'double', lodging: 'Хотел „Проба“', roomWith: 'г-жа Ли Пробна' }),
    guest('Ли Пробна', { nativeName: '示例' }),
    guest('Без Стаен'),
    guest('Не Спящ', { room: 'none' }),
  ])
  const all = await words(await office.as('reader').get(paper(id, 'rooms.pdf')))
  expect(all).toMatch(/Хотел „Проба“ 2 [^]*Ли Пробна[^]*двойна Чън Примерен/)
  expect(all).toContain('Без посочено място за настаняване 1')
  const page = await (await office.as('reader').get(addresses.visitDelegations({ id }))).text()
  expect([page.match(/двойна стая, Хотел „Проба“/g)?.length, page.match(/без стая</g)?.length]).toEqual([2, 1])
  const rooms = async () => {
    const pieces = await office.here.db.inOffice(office.officer.officeId, (tx) => preparationOf(tx, [id], '2026-10-09'))
    return pieces.get(id)!.flatMap(({ kind, done: ready, count }) => (kind === 'rooms' ? [ready, count] : []))
  }
  expect(await rooms()).toEqual([false, 1])
  done(await changeDelegate(office.here, office.officer, third!, 1, guest('Без Стаен', { room: 'single', lodging: 'Хотел „Проба“' })))
  expect(await rooms()).toEqual([true, null])
})

test('the list of delegations stands in order of precedence, guests first', async () => {
  const id = await visit('По ред')
  await members(id, [
    guest('Пета', { role: { bg: 'учителка' } }),
    guest('Трети', { role: { bg: 'Общински съветник' } }),
    guest('Втори', { role: { bg: 'Кмет на Узорево' } }),
    guest('Първи', { isHead: true, role: { bg: 'експерт' } }),
    guest('Четвърта', { rank: 4 }),
    { side: 'hosts', name: { bg: 'Домакин' } },
  ])
  const all = await words(await office.as('reader').get(paper(id, 'delegations.pdf')))
  const places = ['Гости', 'Първи', 'Втори', 'Трети', 'Четвърта', 'Пета', 'Домакини'].map((word) => all.indexOf(word))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places.includes(-1)).toBe(false)
})

describe('what protocol needs', () => {
  let id: string
  let town: string
  beforeAll(async () => {
    const made = { name: { bg: 'Екзампълвил' }, kind: 'municipality', country: 'FR', nativeName: 'Exempleville', nativeLanguage: 'fr' } as const
    town = done(await createOrganisation(office.here, office.officer, made)).id
    id = await visit('Протокол', [town])
  })

  test('flags and anthems stand in the order of the dossier, in both languages', async () => {
    const all = await words(await office.as('reader').get(addresses.visitFlags({ id })))
    expect(all).toContain('1 България · Bulgarie 2 Франция · France 3 Европейски съюз · Union européenne 4 Община Троян 5 Екзампълвил · Exempleville')
    expect(all).toContain('1 Франция · France 2 България · Bulgarie 3 Европейски съюз · Union européenne')
    done(await orderedAs(['union:EU', 'state:BG'], ['state:BG']))
    const ordered = await words(await office.as('reader').get(addresses.visitFlags({ id })))
    expect([ordered.includes('1 Европейски съюз · Union européenne 2 България · Bulgarie'), ordered.includes('Екзампълвил')]).toEqual([true, false])
  })
  const orderedAs = async (flagOrder: readonly string[], anthemOrder: readonly string[]) => {
    const { rows } = await office.pool.query<{ version: number }>('select version from visit where id = $1', [id])
    return orderCeremonial(office.here, office.officer, id, rows[0]!.version, { flagOrder, anthemOrder })
  }

  test('a table is drawn as it is laid, under the number of each seat', async () => {
    await members(id, [guest('Гост Първи', { isHead: true }), guest('Гост Втори'), { side: 'hosts', name: { bg: 'Домакин' }, isHead: true }])
    const table = { title: 'Официална вечеря', form: 'facing', guestsFaceDoor: true, interpreterPlace: 'beside', away: [] } as const
    const seating = done(await addSeating(office.here, office.officer, id, table)).id
    const all = await words(await office.as('reader').get(addresses.seatingPlan({ id, seating })))
    // Seen from above, the right hand of those in the upper row is at the left.
    expect(['Официална вечеря', '1 Гост Втори', '2 Гост Първи', '3 Домакин', 'врата'].filter((word) => !all.includes(word))).toEqual([])
    expect((await office.as('reader').get(addresses.seatingPlan({ id, seating: id }))).status).toBe(404)
    const page = await (await office.as('reader').get(addresses.visitPapers({ id }))).text()
    expect(page).toContain('Места на масата: Официална вечеря')
    expect(await (await office.as('reader').get(addresses.seating({ id, seating }))).text()).toContain(addresses.seatingPlan({ id, seating }))
  })

  test('a letter comes in its languages, signed once, and only from its own visit', async () => {
    const subject = { bg: 'Покана за празника', fr: 'Invitation à la fête' }
    const body = { bg: 'Уважаеми колеги,\n\nКаним ви.\n\nС уважение,\n\nПроба Служителова', fr: 'Chers collègues,\n\nNous vous invitons.' }
    const letter = done(
      await addLetter(office.here, office.officer, id, {
        kind: 'invitation',
        organisationId: town,
        personId: null,
        subject,
        body,
        signatory: { bg: 'Проба Служителова' },
      }),
    ).id
    const at = (name: string, whose = id): string => addresses.visitLetterPaper({ id: whose, letter, paper: name })
    const beside = await words(await office.as('reader').get(at('beside.pdf')))
    expect(
      ['Покана за празника', 'Invitation à la fête', 'Каним ви.', 'Nous vous invitons.', 'Екзампълвил', 'Exempleville'].filter(
        (word) => !beside.includes(word),
      ),
    ).toEqual([])
    expect(beside.match(/Каним ви\.[^]*С уважение,[^]*Проба Служителова/)).not.toBeNull()
    const after = await readBack(new Uint8Array(await (await office.as('reader').get(at('after.pdf'))).arrayBuffer()))
    expect(
      after.pages.map((page) => [
        page.includes('Каним ви.'),
        page.includes('Nous vous invitons.'),
        page.match(/Проба Служителова|Proba Sluzhitelova/g)?.length,
      ]),
    ).toEqual([
      [true, false, 1],
      [false, true, 1],
    ])
    const word = await mammoth.extractRawText({ buffer: Buffer.from(await (await office.as('reader').get(at('beside.docx'))).arrayBuffer()) })
    expect([word.value.includes('Каним ви.'), word.value.includes('Nous vous invitons.')]).toEqual([true, true])
    const other = await visit('Друго')
    for (const path of [at('none.pdf'), at('beside.pdf', other)]) expect([path, (await office.as('officer').get(path)).status]).toEqual([path, 404])
    expect((await (await office.openAnother('Община Трета')).visit.get(at('beside.pdf'))).status).toBe(404)
    expect(await (await office.as('reader').get(addresses.visitLetter({ id, letter }))).text()).toContain(at('beside.pdf'))
  })
})

describe('badges', () => {
  const counts = async (id: string): Promise<string> => {
    const page = await (await office.as('reader').get(addresses.visitPapers({ id }))).text()
    return /\d+ от \d+ са отпечатани и верни\.(?: \d+ липсват?[^.]*\.)?/.exec(page)?.[0] ?? 'none'
  }
  const wrong = async (id: string): Promise<string[]> => {
    const page = await (await office.as('reader').get(addresses.visitPapers({ id }))).text()
    return [...page.matchAll(/<li>([^<]+) <span[^>]*>(отпечатана табелка, вече не идва|променена след печата)/g)].map((found) => `${found[1]}: ${found[2]}`)
  }
  const print = (id: string, which: string) => office.as('officer').post(addresses.visitBadges({ id }), { which })

  test('are printed once, and then only for whom they are missing', async () => {
    const id = await visit('Табелки')
    await members(id, [guest('Първи Гост'), guest('Втори Гост'), { side: 'hosts', name: { bg: 'Домакин' } }])
    expect(await counts(id)).toBe('0 от 3 са отпечатани и верни. 3 липсват или са променени.')
    expect((await office.as('reader').post(addresses.visitBadges({ id }), { which: 'all' })).status).toBe(403)
    // Looking at them is no printing.
    expect(await words(await office.as('reader').get(paper(id, 'badges.pdf')))).toContain('Първи Гост')
    expect(await counts(id)).toBe('0 от 3 са отпечатани и верни. 3 липсват или са променени.')
    const first = await words(await print(id, 'all'))
    expect([first.includes('Първи Гост'), first.includes('Втори Гост'), first.includes('Домакин')]).toEqual([true, true, true])
    expect(await counts(id)).toBe('3 от 3 са отпечатани и верни.')
    await members(id, [guest('Нов Гост')])
    expect(await counts(id)).toBe('3 от 4 са отпечатани и верни. 1 липсва или е променена.')
    const second = await words(await print(id, 'missing'))
    expect([second.includes('Нов Гост'), second.includes('Първи Гост')]).toEqual([true, false])
    const officer = office.as('officer')
    expect(await officer.follow(await officer.post(addresses.visitBadges({ id }), { which: 'missing' }))).toContain('Няма за кого да се печатат табелки.')
    const { rows } = await office.pool.query('select badge_version, badge_printed_at from visit_delegate where visit_id = $1', [id])
    expect(rows).toEqual(Array.from({ length: 4 }, () => ({ badge_version: 1, badge_printed_at: new Date('2026-10-09T09:00:00.000Z') })))
  })

  test('that say something else now are told from those of whom only the flight changed; who does not come is told too', async () => {
    const id = await visit('Промени')
    const [renamed, flight, gone, stays] = await members(
      id,
      ['Преименуван', 'С друг полет', 'Отказал се', 'Остава'].map((name) => guest(name)),
    )
    await words(await print(id, 'all'))
    done(await changeDelegate(office.here, office.officer, renamed!, 1, guest('Преименуван', { role: { bg: 'Кмет' } })))
    done(await changeDelegate(office.here, office.officer, flight!, 1, guest('С друг полет', { arrival: 'ПР 432' })))
    done(await removeDelegate(office.here, office.officer, gone!, 1))
    expect(await wrong(id)).toEqual(['Преименуван: променена след печата', 'Отказал се: отпечатана табелка, вече не идва'])
    expect(await counts(id)).toBe('2 от 3 са отпечатани и верни. 1 липсва или е променена.')
    const again = await words(await print(id, 'missing'))
    expect([again.includes('Преименуван'), again.includes('С друг полет'), again.includes('Отказал се')]).toEqual([true, false, false])
    expect(await wrong(id)).toEqual(['Отказал се: отпечатана табелка, вече не идва'])
    // Whoever changes a member sees it where they are.
    expect(await (await office.as('reader').get(addresses.visitDelegations({ id }))).text()).toContain('отпечатана табелка, вече не идва')
    // Withdrawn rather than taken out: the same.
    await office.pool.query("update visit_delegate set withdrawn_on = '2026-10-10' where id = $1", [stays])
    expect(await wrong(id)).toEqual(['Отказал се: отпечатана табелка, вече не идва', 'Остава: отпечатана табелка, вече не идва'])
    expect(await words(await office.as('officer').get(paper(id, 'badges.pdf')))).not.toContain('Остава')
  })

  test('of whom only the post is known none is printed, and the page says so', async () => {
    const id = await visit('Безименни')
    await members(id, [guest('С име'), { side: 'guests', role: { bg: 'заместник-кмет по културата' } }])
    const shown = await words(await office.as('reader').get(paper(id, 'badges.pdf')))
    expect([shown.includes('С име'), shown.includes('заместник-кмет')]).toEqual([true, false])
    await words(await print(id, 'all'))
    expect(await counts(id)).toBe('1 от 2 са отпечатани и верни.')
    const page = await (await office.as('officer').get(addresses.visitPapers({ id }))).text()
    expect([page.includes('1 участник още няма име: за него не се печатат табелка и картичка'), page.includes('заместник-кмет по културата</a>')]).toEqual([
      true,
      true,
    ])
    const { rows } = await office.pool.query('select count(badge_version)::int as printed from visit_delegate where visit_id = $1', [id])
    expect(rows).toEqual([{ printed: 1 }])
    const none = await visit('Само безименни')
    await members(none, [{ side: 'guests', role: { bg: 'кмет' } }])
    expect((await office.as('reader').get(paper(none, 'badges.pdf'))).status).toBe(404)
    const officer = office.as('officer')
    expect(await officer.follow(await officer.post(addresses.visitBadges({ id: none }), { which: 'all' }))).toContain('Няма за кого да се печатат табелки.')
  })

  test('a printing is recorded and can be undone, but not once others were printed', async () => {
    const id = await visit('Заял принтер')
    await members(id, [guest('Гост')])
    await words(await print(id, 'all'))
    const line = async () =>
      (await office.pool.query<{ id: string }>("select id from activity where thing = 'visit_badges' and thing_id = $1 order by id desc limit 1", [id]))
        .rows[0]!.id
    const first = await line()
    const officer = office.as('officer')
    expect(await (await officer.get(addresses.activity())).text()).toContain('Отпечатани табелки за имена')
    await officer.follow(await officer.post(addresses.activityUndo({ id: first })))
    expect(await counts(id)).toBe('0 от 1 са отпечатани и верни. 1 липсва или е променена.')
    await words(await print(id, 'all'))
    const second = await line()
    await words(await print(id, 'all'))
    await officer.follow(await officer.post(addresses.activityUndo({ id: second })))
    expect(await counts(id)).toBe('1 от 1 са отпечатани и верни.')
  })

  test('for 300 people take as many statements as for three', async () => {
    const few = await visit('Малко')
    await members(
      few,
      Array.from({ length: 3 }, (_, index) => guest(`Гост ${index}`)),
    )
    const many = await visit('Много')
    await members(
      many,
      Array.from({ length: 300 }, (_, index) => guest(`Гост ${index}`)),
    )
    const officer = office.as('officer')
    const asked = (id: string) =>
      office.statements(async () => void (await (await officer.post(addresses.visitBadges({ id }), { which: 'all' })).arrayBuffer()))
    expect(await asked(many)).toBe(await asked(few))
    const read = await readBack(new Uint8Array(await (await officer.get(paper(many, 'badges.pdf'))).arrayBuffer()))
    expect(read.pages.length).toBe(38)
    const looked = (id: string) => office.statements(async () => void (await (await officer.get(addresses.visitPapers({ id }))).text()))
    expect(await looked(many)).toBe(await looked(few))
  })
})
