// Bringing a table: pasted, understood, held against the register, written in the background, resumed after a stop, taken back.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RESTORERS } from '../today/journal.actions.ts'
import { openOffice, type TestOffice } from '../../../tests/support/open-office.ts'
import { carryOnImports } from './import.jobs.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const TABLE = [
  'Партньор\tДържава\tДата на подписване\tВид\tРешение №\tБележки',
  'Дойран\tСеверна Македония\t22.05.2004\tпобратимяване\t742/26.03.2004\tпърви',
  'Цетине\tЧерна гора\tок. 1990\tпобратимяване\t\t',
  'Община Измислица\tЦентралия\t2003\tприятелство\t\t',
  'Дойран\tмк\t2004\tпобратимяване\t\t',
].join('\n')

const idOf = (answer: Response): string => /\/sheets\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')![1]!
const carryOn = (chunk = 500) => carryOnImports(office.here, { restorers: RESTORERS, chunk })

test('thin line', async () => {
  const officer = office.as('officer')
  const brought = await officer.post('/sheets', { kind: 'partners', text: TABLE })
  const id = idOf(brought)
  const columns = await (await officer.get(`/sheets/${id}`)).text()
  console.error(columns.replace(/<script.*?<\/script>|<[^>]*>/gs, ' ').replace(/\s+/g, ' '))
  const checked = await officer.post(`/sheets/${id}/columns`, {
    version: '1',
    'column.0': 'name',
    'column.1': 'country',
    'column.2': 'since',
    'column.3': 'type',
    'column.4': 'decisionNumber',
    'column.5': 'notes',
    language: 'bg',
  })
  expect([checked.status, checked.headers.get('location')]).toEqual([303, `/sheets/${id}`])
  const preview = await (await officer.get(`/sheets/${id}`)).text()
  console.error(preview.replace(/<script.*?<\/script>|<[^>]*>/gs, ' ').replace(/\s+/g, ' '))
  const started = await officer.post(`/sheets/${id}/decisions`, { start: 'yes' })
  expect(started.status).toBe(303)
  await carryOn()
  const result = await (await officer.get(`/sheets/${id}`)).text()
  console.error(result.replace(/<script.*?<\/script>|<[^>]*>/gs, ' ').replace(/\s+/g, ' '))
  const list = await (await officer.get('/partnerships')).text()
  console.error(
    list
      .replace(/<script.*?<\/script>|<[^>]*>/gs, ' ')
      .replace(/\s+/g, ' ')
      .slice(-1500),
  )
  for (const path of ['partnerships/xlsx', 'partnerships/csv', 'partnerships/jsonld', 'organisations/vcf', 'people/csv', 'people/vcf']) {
    const answer = await officer.get(`/sheets/export/${path}`)
    console.error(path, answer.status, answer.headers.get('content-disposition'), (await answer.text()).slice(0, 1500))
  }
  await officer.post(`/sheets/${id}/undoing`)
  await carryOn()
  const undone = await (await officer.get(`/sheets/${id}`)).text()
  console.error(undone.replace(/<script.*?<\/script>|<[^>]*>/gs, ' ').replace(/\s+/g, ' '))
})
