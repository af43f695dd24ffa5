// How long papers take: npm run bench -- documents. Each as the office asks for it, from its data to the whole file; no two are the same.
// With --pictures FOLDER it draws every page instead, for looking at.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'
import { badgesPaper, tableCardsPaper } from '#features/visits/papers/name-cards.ts'
import { letterPaper } from '#features/visits/papers/letter-paper.ts'
import { delegationsPaper, roomListPaper } from '#features/visits/papers/lists.ts'
import { pocketPaper, programmePaper } from '#features/visits/papers/programme-paper.ts'
import { programmeWord } from '#features/visits/papers/programme-word.ts'
import { sampleCards, sampleLetter, sampleListHead, sampleMembers, sampleProgramme } from '#features/visits/papers/samples.ts'
import { seatingPaper } from '#features/visits/papers/seating-paper.ts'
import { endTypesetting, type Paper, type Printed, typeset } from '#platform/documents/typesetting.ts'
import { machine, ms } from './measuring.ts'

const root = join(import.meta.dirname, '../..')
const program = new URL(`file://${join(root, 'dist/typst.worker.js')}`)

async function set(paper: Paper): Promise<Printed> {
  const printed = await typeset(paper, { program })
  if (!printed.ok) throw new Error(printed.refusal.message)
  return printed.value
}

/** The same programme under another name each time: nothing may come from what was remembered. */
const programme = (language: string, round: number) => {
  const input = sampleProgramme(language)
  return {
    ...input,
    items: input.items.map((item) => ({ ...item, title: { bg: `${item.title['bg']} ${round}`, [language]: `${item.title[language]} ${round}` } })),
  }
}
const people = (count: number, round: number) => {
  const input = sampleCards(count)
  return {
    ...input,
    delegates: input.delegates.map((one, index) => ({ ...one, nativeName: `${one.nativeName} ${String.fromCharCode(1040 + (round % 32))}${index}` })),
  }
}
const members = (count: number, round: number) => sampleMembers(count).map((one, index) => ({ ...one, nativeName: `${one.nativeName} ${round}${index}` }))
const sides = (round: number) => members(24, round).map((one, index) => ({ ...one, side: index % 2 === 0 ? ('hosts' as const) : ('guests' as const) }))

const papers: Readonly<Record<string, (round: number) => Paper>> = {
  'programme, 5 days, 60 items, bg and fr': (round) => programmePaper(programme('fr', round)),
  'programme, 5 days, 60 items, bg and zh': (round) => programmePaper(programme('zh', round)),
  'programme, 5 days, 60 items, bg and mk': (round) => programmePaper(programme('mk', round)),
  'programme, 5 days, 60 items, bg and it': (round) => programmePaper(programme('it', round)),
  'the same folded for the pocket': (round) => pocketPaper(programme('fr', round), { folded: true }),
  'letter, bg and zh': (round) => letterPaper({ ...sampleLetter('zh', 'beside'), number: String(round) }),
  'delegations, 2 × 30 people': (round) => delegationsPaper({ ...sampleListHead('fr'), guests: members(30, round), hosts: members(30, round) }),
  'rooms, 60 people': (round) => roomListPaper({ ...sampleListHead('fr'), members: members(60, round), special: true }),
  'plan of a table, 24 seats': (round) => {
    const all = sides(round)
    return seatingPaper({
      ...sampleListHead('fr'),
      table: 'Официална вечеря',
      form: 'facing',
      seats: [all.slice(0, 12), all.slice(12)],
      anchors: [5, 5],
      behind: [],
    })
  },
  'badges, 300': (round) => badgesPaper('Табелки', people(300, round)),
  'table cards, 300': (round) => tableCardsPaper('Картички', people(300, round)),
}

const ROUNDS = 30

async function measure(): Promise<void> {
  const say = (name: string, first: number, times: readonly number[], note: string): void => {
    const sorted = times.toSorted((a, b) => a - b)
    process.stdout.write(`${name.padEnd(44)}${ms(first)}${ms(sorted[Math.floor(sorted.length / 2)]!)}${ms(sorted.at(-1)!)}   ${note}\n`)
  }
  process.stdout.write(`${machine()}\n\n${'milliseconds'.padEnd(44)}${'first'.padStart(7)}${'median'.padStart(7)}${'slowest'.padStart(8)}\n`)
  for (const [name, paper] of Object.entries(papers)) {
    // The first comes from a program that has to begin, as after a pause of five minutes.
    await endTypesetting()
    const times: number[] = []
    let printed: Printed | null = null
    for (let round = 0; round <= ROUNDS; round++) {
      const started = performance.now()
      printed = await set(paper(round))
      times.push(performance.now() - started)
    }
    say(name, times[0]!, times.slice(1), `${printed!.pages} pages, ${(printed!.pdf.length / 1024).toFixed(0)} kB`)
  }
  const times: number[] = []
  let bytes = 0
  for (let round = 0; round <= ROUNDS; round++) {
    const started = performance.now()
    bytes = (await programmeWord(programme('fr', round))).length
    times.push(performance.now() - started)
  }
  say('programme, 5 days, 60 items, as a Word file', times[0]!, times.slice(1), `${(bytes / 1024).toFixed(0)} kB`)
}

async function draw(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const library = await PDFiumLibrary.init()
  for (const [name, paper] of Object.entries(papers)) {
    const { pdf } = await set(paper(0))
    const file = name.replace(/\W+/g, '-')
    writeFileSync(join(folder, `${file}.pdf`), pdf)
    const document = await library.loadDocument(pdf)
    for (let page = 0; page < Math.min(document.getPageCount(), 4); page++) {
      const { data, width, height } = await document.getPage(page).render({ scale: 1.4, render: 'bitmap' })
      await sharp(data, { raw: { width, height, channels: 4 } })
        .removeAlpha()
        .png()
        .toFile(join(folder, `${file}-${page + 1}.png`))
    }
  }
}

if (process.argv[2] === '--pictures') await draw(resolve(process.argv[3] ?? 'generated/pictures'))
else await measure()
await endTypesetting()
