// Letters as mail programs of seven languages write them: what is left is what somebody meant to be read. All people and letters are made up.
import { describe, expect, test } from 'vitest'
import { plainSubject, readLetter } from './letter.ts'

const NEWS = `Гости от Берово в Троян

Делегация от община Берово посети Троян на 12 октомври. Кметовете се договориха да обменят ученици и млади художници до края на годината.`
const NEWS_EN = `Guests from Berovo

A delegation of the municipality of Berovo visited Troyan. The mayors agreed to exchange pupils and young artists before the end of the year.`

describe('forwarded: the forwarded letter is the text, the note above it is left away', () => {
  test.each([
    [
      'Gmail, Bulgarian',
      `За сведение!\n\n---------- Препратено съобщение ---------\nОт: Проба Примерова <proba@example.bg>\nДата: сб, 12.10.2024 г. в 10:32\nТема: Гости от Берово\nДо: <office@example.bg>\n\n\n${NEWS}`,
      NEWS,
      'Гости от Берово',
      'сб, 12.10.2024 г. в 10:32',
    ],
    [
      'Gmail, English',
      `FYI\n\n---------- Forwarded message ---------\nFrom: *Sample Person* <s@example.org>\nDate: Sat, Oct 12, 2024 at 10:32 AM\nSubject: Guests\nTo: <o@example.bg>\n\n${NEWS_EN}`,
      NEWS_EN,
      'Guests',
      'Sat, Oct 12, 2024 at 10:32 AM',
    ],
    [
      'Apple, quoted',
      `Begin forwarded message:\n\n> From: Sample <s@example.org>\n> Subject: Guests\n> Date: 12 October 2024 at 10:32:00 EEST\n> To: o@example.bg\n>\n${NEWS_EN.split(
        '\n',
      )
        .map((line) => `> ${line}`)
        .join('\n')}`,
      NEWS_EN,
      'Guests',
      '12 October 2024 at 10:32:00 EEST',
    ],
    [
      'Outlook without a mark',
      `Здравейте, за регистъра.\n\n________________________________\nОт: Проба Примерова <proba@example.bg>\nИзпратено: събота, 12 октомври 2024 г. 10:32 ч.\nДо: Образец Пробев <o@example.bg>\nКопие: Друг Човеков <d@example.bg>\nОтносно: Гости от Берово\n\n${NEWS}`,
      NEWS,
      'Гости от Берово',
      'събота, 12 октомври 2024 г. 10:32 ч.',
    ],
    [
      'German',
      `-------- Weitergeleitete Nachricht --------\nBetreff: \tGäste\nDatum: \tSat, 12 Oct 2024 10:32:00 +0300\nVon: \tMuster Mensch <m@example.de>\nAn: \to@example.bg\n\n${NEWS_EN}`,
      NEWS_EN,
      'Gäste',
      'Sat, 12 Oct 2024 10:32:00 +0300',
    ],
    [
      'French',
      `Pour information\n\n---------- Message transféré ---------\nDe : Exemple Personne <e@example.fr>\nDate : sam. 12 oct. 2024 à 10:32\nObjet : Délégation\nÀ : <o@example.bg>\n\n${NEWS_EN}`,
      NEWS_EN,
      'Délégation',
      'sam. 12 oct. 2024 à 10:32',
    ],
    [
      'Italian',
      `---------- Messaggio inoltrato ---------\nDa: Esempio Persona <e@example.it>\nData: sab 12 ott 2024\nOggetto: Ospiti\nA: <o@example.bg>\n\n${NEWS_EN}`,
      NEWS_EN,
      'Ospiti',
      'sab 12 ott 2024',
    ],
    [
      'Serbian',
      `-------- Прослеђена порука --------\nНаслов: Гости\nДатум: 12.10.2024.\nОд: Пример Особа <p@example.rs>\nЗа: o@example.bg\n\n${NEWS}`,
      NEWS,
      'Гости',
      '12.10.2024.',
    ],
    [
      'Serbian, Latin letters',
      `-------- Prosleđena poruka --------\nNaslov: Gosti\nDatum: 12.10.2024.\nOd: Primer Osoba <p@example.rs>\nZa: o@example.bg\n\n${NEWS_EN}`,
      NEWS_EN,
      'Gosti',
      '12.10.2024.',
    ],
    [
      'Macedonian',
      `---------- Препратена порака ---------\nОд: Пример Лице <p@example.mk>\nДатум: саб, 12 окт. 2024\nТема: Гости\nДо: <o@example.bg>\n\n${NEWS}`,
      NEWS,
      'Гости',
      'саб, 12 окт. 2024',
    ],
    [
      'forwarded twice',
      `виж\n---------- Препратено съобщение ---------\nОт: А <a@example.bg>\nДата: пн, 14.10.2024 г.\nТема: Fwd: Гости\nДо: <b@example.bg>\n\nза теб\n\n-----Original Message-----\nFrom: Б <b@example.bg>\nSent: Saturday, October 12, 2024 10:32 AM\nTo: А <a@example.bg>\nSubject: Гости\n\n${NEWS}`,
      NEWS,
      'Гости',
      'Saturday, October 12, 2024 10:32 AM',
    ],
  ])('%s', (_, letter, body, subject, sent) => {
    expect(readLetter(letter)).toEqual({ kind: 'forward', body, subject, sent })
  })
  test('a line free between the lines of the head', () => {
    const letter = `Виж\n\nОт: Проба <p@example.bg>\n\nИзпратено: 12 октомври 2024 г.\n\nОтносно: Гости\n\n${NEWS}`
    expect(readLetter(letter)).toEqual({ kind: 'forward', body: NEWS, subject: 'Гости', sent: '12 октомври 2024 г.' })
  })
  test('the mark alone, without a head', () => {
    expect(readLetter(`Виж долу\n\n-------- Препратено съобщение --------\n\n${NEWS}`)).toEqual({ kind: 'forward', body: NEWS, subject: null, sent: null })
  })
})

const OWN = 'Уважаеми колеги,\n\nприемаме поканата ви за 20 юни и ще дойдем с делегация от шестима души.'
const OLD = 'Каним ви на празника на града.\nС уважение'
const quoted = OLD.split('\n')
  .map((line) => `> ${line}`)
  .join('\n')

describe('answered: the quoted tail is left away', () => {
  test.each([
    ['Gmail, Bulgarian', `${OWN}\n\nНа пн, 12.10.2024 г. в 10:32 Проба Примерова <proba@example.bg> написа:\n\n${quoted}`],
    ['over two lines', `${OWN}\n\nНа пн, 12.10.2024 г. в 10:32 Проба Примерова\n<proba@example.bg> написа:\n\n${quoted}`],
    ['Thunderbird, not marked', `${OWN}\n\nНа 12.10.24 г. в 10:32, Проба Примерова написа:\n${OLD}`],
    ['English', `${OWN}\n\nOn Mon, Oct 12, 2024 at 10:32 AM Sample <s@example.org> wrote:\n${quoted}`],
    ['German', `${OWN}\n\nAm 12.10.24 um 10:32 schrieb Muster Mensch:\n${quoted}`],
    ['German, the other order', `${OWN}\n\nAm Sa., 12. Okt. 2024 um 10:32 Uhr schrieb Muster <m@example.de>:\n${quoted}`],
    ['French', `${OWN}\n\nLe sam. 12 oct. 2024 à 10:32, Exemple <e@example.fr> a écrit :\n${quoted}`],
    ['Italian', `${OWN}\n\nIl giorno sab 12 ott 2024 alle ore 10:32 Esempio <e@example.it> ha scritto:\n${quoted}`],
    ['Serbian', `${OWN}\n\nДана 12.10.2024. у 10:32, Пример Особа је написао/ла:\n${quoted}`],
    ['Serbian, Latin letters', `${OWN}\n\nDana 12.10.2024. u 10:32, Primer Osoba je napisao/la:\n${quoted}`],
    ['Macedonian', `${OWN}\n\nНа саб, 12 окт. 2024 во 10:32 Пример <p@example.mk> напиша:\n${quoted}`],
    ['marks alone', `${quoted}\n\n${OWN}`],
    ['below the quotation', `On Oct 12, 2024, Sample wrote:\n${quoted}\n\n${OWN}`],
  ])('%s', (_, letter) => {
    expect(readLetter(letter)).toEqual({ kind: 'reply', body: OWN, subject: null, sent: null })
  })
  test('Outlook’s head is an answer’s when the subject says so, or when the note above is the longer one', () => {
    const letter = `${OWN}\n\n-----Original Message-----\nFrom: Проба <p@example.bg>\nSent: Saturday, October 12, 2024\nTo: Друг <d@example.bg>\nSubject: Покана\n\n${OLD}`
    expect(readLetter(letter).kind).toBe('reply')
    expect(readLetter(letter).body).toBe(OWN)
    const long = letter.replace(OLD, NEWS.repeat(6))
    expect([readLetter(long, 'RE: Покана').kind, readLetter(long, 'Fwd: Покана').kind, readLetter(long).kind]).toEqual(['reply', 'forward', 'forward'])
  })
})

describe('signatures and contact blocks', () => {
  test('what stands after two dashes goes; who signs stays, the contact block below goes', () => {
    expect(readLetter(`${OWN}\n\n-- \nПроба Примерова\nтел. 0670 12345`).body).toBe(OWN)
    expect(
      readLetter(`${OWN}\n\nС уважение,\nОбразец Пробев\nкмет на община Берово\nтел. +389 33 471 002\ne-mail: kmet@example.mk\nул. „Примерна“ 1`).body,
    ).toBe(`${OWN}\n\nС уважение,\nОбразец Пробев\nкмет на община Берово`)
  })
  test('what telephones and lawyers add goes', () => {
    expect(readLetter(`${OWN}\n\nИзпратено от моя iPhone`).body).toBe(OWN)
    expect(readLetter(`${OWN}\n\nSent from my iPhone`).body).toBe(OWN)
    expect(readLetter(`${OWN}\n\nТова съобщение е поверително и е предназначено само за адресата.\nАко не сте той, изтрийте го.`).body).toBe(OWN)
  })
  test('an item without any of it stays as it is, telephones in its middle included', () => {
    const item = `Покана\n\nОт: 10 часа до 12 часа.\nЗаписване на тел. 0670 12345 до петък.\n\n${'Дълъг последен ред с много думи, които са самата новина и стоят след телефона. '.repeat(3).trim()}`
    expect(readLetter(item)).toEqual({ kind: 'plain', body: item, subject: null, sent: null })
  })
  test('a letter that is nothing but a quotation is read whole', () => {
    expect(readLetter(quoted)).toEqual({ kind: 'plain', body: quoted, subject: null, sent: null })
  })
})

test('subjects lose their prefixes, and nothing else', () => {
  expect(['Отг: Fwd: Покана', 'RE[2]: Гости', 'WG: AW: Besuch', 'Пр: Празник', 'Инвестиции: нови', 'Fwd:'].map(plainSubject)).toEqual([
    'Покана',
    'Гости',
    'Besuch',
    'Празник',
    'Инвестиции: нови',
    'Fwd:',
  ])
})

test('hostile letters take no time', () => {
  const started = performance.now()
  for (const letter of [
    '> '.repeat(200_000),
    'На '.repeat(100_000),
    'От: а\n'.repeat(50_000),
    '-'.repeat(1_000_000),
    `${'x@'.repeat(100_000)}`,
    '+1 '.repeat(100_000),
    'a\n'.repeat(100_000),
  ])
    readLetter(letter)
  expect(performance.now() - started).toBeLessThan(3_000)
})
