// What a column of a table may hold, how people head it in seven languages, and which field each column is taken for.
import { createHash } from 'node:crypto'
import { m } from '#messages'
import type { ImportKind, Mapping } from './import.ts'
import { fieldNamed, type FieldWords, foldHeading, kindOfCells } from './reading/header.ts'

export const COLUMN_FIELDS = [
  'name',
  'givenName',
  'familyName',
  'nameOther',
  'nativeName',
  'aliases',
  'title',
  'kind',
  'country',
  'place',
  'organisation',
  'role',
  'type',
  'since',
  'decisionNumber',
  'decisionDate',
  'ended',
  'fields',
  'summary',
  'origin',
  'public',
  'from',
  'to',
  'email',
  'phone',
  'languages',
  'salutation',
  'purpose',
  'keepUntil',
  'website',
  'wikidata',
  'notes',
  'sourceTitle',
  'sourceUrl',
] as const
export type ColumnField = (typeof COLUMN_FIELDS)[number]

const organisation: readonly ColumnField[] = ['name', 'nameOther', 'nativeName', 'aliases', 'kind', 'country', 'place']
const tail: readonly ColumnField[] = ['website', 'wikidata', 'notes', 'sourceTitle', 'sourceUrl']
export const FIELDS_OF: Readonly<Record<ImportKind, readonly ColumnField[]>> = {
  partners: [...organisation, 'type', 'since', 'decisionNumber', 'decisionDate', 'ended', 'fields', 'summary', 'origin', 'public', ...tail],
  organisations: [...organisation, ...tail],
  people: [
    'name',
    'givenName',
    'familyName',
    'nameOther',
    'nativeName',
    'title',
    'organisation',
    'country',
    'role',
    'from',
    'to',
    'email',
    'phone',
    'languages',
    'salutation',
    'purpose',
    'keepUntil',
    'notes',
    'sourceTitle',
    'sourceUrl',
  ],
}
/** Several columns may hold these. */
const SEVERAL: ReadonlySet<string> = new Set(['aliases', 'notes', 'fields'])

const labels: Readonly<Record<ColumnField, (values?: object, options?: { locale?: 'bg' | 'en' }) => string>> = {
  name: m.sheets_field_name,
  givenName: m.sheets_field_given_name,
  familyName: m.sheets_field_family_name,
  nameOther: m.sheets_field_name_other,
  nativeName: m.sheets_field_native_name,
  aliases: m.sheets_field_aliases,
  title: m.sheets_field_title,
  kind: m.sheets_field_kind,
  country: m.sheets_field_country,
  place: m.sheets_field_place,
  organisation: m.sheets_field_organisation,
  role: m.sheets_field_role,
  type: m.sheets_field_type,
  since: m.sheets_field_since,
  decisionNumber: m.sheets_field_decision_number,
  decisionDate: m.sheets_field_decision_date,
  ended: m.sheets_field_ended,
  fields: m.sheets_field_fields,
  summary: m.sheets_field_summary,
  origin: m.sheets_field_origin,
  public: m.sheets_field_public,
  from: m.sheets_field_from,
  to: m.sheets_field_to,
  email: m.sheets_field_email,
  phone: m.sheets_field_phone,
  languages: m.sheets_field_languages,
  salutation: m.sheets_field_salutation,
  purpose: m.sheets_field_purpose,
  keepUntil: m.sheets_field_keep_until,
  website: m.sheets_field_website,
  wikidata: m.sheets_field_wikidata,
  notes: m.sheets_field_notes,
  sourceTitle: m.sheets_field_source_title,
  sourceUrl: m.sheets_field_source_url,
}
const isField = (field: string): field is ColumnField => (COLUMN_FIELDS as readonly string[]).includes(field)
export const fieldLabel = (field: string): string => (isField(field) ? labels[field]() : field)

// Bulgarian, English, French, Italian, Macedonian, German, Chinese.
const WORDS: Readonly<Record<ColumnField, string>> = {
  name: 'име|име на организацията|наименование|организация|партньор|град партньор|побратимен град|партньорски град|община партньор|чуждестранна община|name|organisation|organization|partner|partner city|partner town|twin town|sister city|twinned with|foreign municipality|nom|nom de la collectivite|collectivite|partenaire|ville jumelee|ville partenaire|nome|ente|comune partner|comune gemellato|citta gemellata|назив|општина партнер|збратимен град|bezeichnung|partnerstadt|partnergemeinde|partnerkommune|auslandische kommune|名称|姓名|城市|友好城市|单位',
  givenName: 'собствено име|лично име|first name|given name|forename|prenom|nome proprio|vorname|име и презиме собствено|名',
  familyName: 'фамилия|фамилно име|last name|surname|family name|nom de famille|cognome|презиме|nachname|familienname|姓',
  nameOther:
    'име на английски|наименование на английски|name in english|english name|name en|nom anglais|nome inglese|име на англиски|englischer name|英文名|英文名称',
  nativeName:
    'местно име|име на местния език|оригинално име|native name|local name|original name|nom local|nom original|nome locale|nome originale|оригинално име|originalname|ortsublicher name|本地名称|原名',
  aliases: 'други имена|среща се и като|също|aliases|alias|also known as|other names|autres noms|altri nomi|други имиња|andere namen|别名',
  title: 'титла|академична титла|title|titre|titolo|титула|titel|头衔',
  kind: 'вид организация|вид|тип организация|kind|organisation type|organization type|type of organisation|type d organisme|tipo di ente|тип на организација|art der organisation|organisationstyp|机构类型',
  country: 'държава|страна|country|state|pays|paese|stato|nazione|држава|земја|land|staat|国家',
  place: 'град|населено място|седалище|място|town|city|municipality|place|seat|ville|commune|citta|comune|sede|место|stadt|ort|gemeinde|所在地|地点',
  organisation:
    'организация|община|институция|учреждение|фирма|месторабота|organisation|organization|institution|company|employer|municipality|organisme|societe|collectivite|ente|azienda|comune|организација|институција|општина|firma|behorde|gemeinde|einrichtung|单位|机构|组织',
  role: 'длъжност|позиция|функция|роля|position|post|job title|role|function|fonction|poste|carica|ruolo|incarico|funzione|позиција|funktion|amt|stellung|职务|职位',
  type: 'вид партньорство|тип партньорство|вид сътрудничество|форма|форма на сътрудничество|partnership type|type of partnership|type|type de partenariat|type de cooperation|tipo di partenariato|tipo di gemellaggio|вид соработка|art der partnerschaft|partnerschaftsart|合作类型|关系类型',
  since:
    'от година|начало|дата на подписване|дата на подписване на споразумението|година на подписване|подписано на|година на побратимяване|дата на побратимяване|година|от|since|date signed|signed|signing date|date of signing|year|start|start date|established|depuis|date de signature|annee|annee de signature|date|dal|data della firma|data di firma|anno|од година|датум на потпишување|датум|seit|unterzeichnet|jahr|datum|unterzeichnung|签署日期|签订日期|结好日期|年份',
  decisionNumber:
    'решение|решение на общинския съвет|решение №|номер на решение|№ на решение|решение на обс|council decision|decision number|decision no|resolution number|deliberation|numero de deliberation|delibera|numero delibera|delibera di consiglio|одлука|број на одлука|ratsbeschluss|beschluss nr|beschluss|决议编号',
  decisionDate:
    'дата на решение|дата на решението|решение от дата|decision date|date of decision|date de deliberation|date de la deliberation|data delibera|датум на одлука|beschlussdatum|datum des beschlusses|决议日期',
  ended: 'прекратено|прекратено на|край|крайна дата|ended|end|end date|terminated|fin|date de fin|fine|data di fine|крај|beendet|ende|终止日期|结束日期',
  fields:
    'области|области на сътрудничество|сфера|сфери|сфери на сътрудничество|fields|areas|fields of cooperation|themes|topics|domaines|domaines de cooperation|themes de cooperation|settori|ambiti|области на соработка|bereiche|themen|themenfelder|合作领域|领域',
  summary:
    'описание|резюме|предмет|предмет на сътрудничество|summary|description|subject|resume|objet|descrizione|oggetto|опис|beschreibung|zusammenfassung|inhalt|简介|说明|描述',
  origin:
    'произход|как започва|история|инициатива|origin|history|how it began|origine|historique|origine del gemellaggio|storia|потекло|историја|ursprung|entstehung|geschichte|起源|历史',
  public: 'публично|публично достъпно|public|published|publie|pubblico|јавно|offentlich|公开',
  from: 'от|начало|начало на мандата|назначен|от дата|since|from|start|in office since|start date|depuis|du|debut|dal|da|inizio|од|почеток|seit|von|beginn|任职开始|起始',
  to: 'до|край|край на мандата|до дата|to|until|end|end date|au|jusqu au|fin|al|fino al|fine|до|bis|ende|任职结束|截止',
  email:
    'имейл|електронна поща|е поща|ел поща|е мейл|поща|email|e mail|mail|courriel|adresse electronique|posta elettronica|е пошта|електронска пошта|邮箱|电子邮件',
  phone: 'телефон|тел|мобилен|мобилен телефон|gsm|phone|telephone|tel|mobile|portable|telefono|cellulare|телефонски број|telefon|telefonnummer|handy|电话|手机',
  languages:
    'езици|език|владее|languages|language|spoken languages|langues|langue|langues parlees|lingue|lingua|lingue parlate|јазици|sprachen|sprache|sprachkenntnisse|语言',
  salutation:
    'обръщение|обръщение в писма|salutation|form of address|greeting|formule d appel|civilite|formula di saluto|appellativo|обраќање|anrede|briefanrede|称谓|称呼',
  purpose:
    'за какво се пазят данните|цел|цел на обработване|purpose|purpose of processing|finalite|finalita|scopo|цел на обработка|zweck|verarbeitungszweck|目的',
  keepUntil:
    'пазят се до|пази се до|срок за съхранение|keep until|kept until|retention date|retain until|a conserver jusqu au|date de conservation|conservare fino al|се чува до|aufbewahren bis|loschfrist|保存至',
  website:
    'сайт|уебсайт|уеб сайт|интернет страница|интернет адрес|website|web site|site|web|url|homepage|site web|site internet|sito|sito web|веб страница|веб страна|internetseite|webseite|网站|网址',
  wikidata: 'уикиданни|номер в уикиданни|wikidata|wikidata id|qid|википодатоци|wikidata nummer|维基数据',
  notes:
    'бележки|забележки|забележка|коментар|допълнително|notes|note|remarks|comments|comment|remarques|commentaires|observations|osservazioni|commenti|белешки|забелешка|bemerkungen|anmerkungen|notizen|备注|注释',
  sourceTitle: 'източник|документ|source|document|reference|source de l information|fonte|documento|извор|документ|quelle|dokument|来源',
  sourceUrl: 'адрес на източника|връзка към източника|линк|source url|source link|link|lien|lien source|url fonte|collegamento|врска|линк|quellenlink|来源链接',
}
/** Headings that begin so are enough. */
const BEGINS: Readonly<Partial<Record<ColumnField, string>>> = {
  name: 'име на|наименование на|name of',
  since: 'дата на подпис|година на подпис|date of sign|signed',
  fields: 'области на|сфери на|fields of|areas of|domaines de',
  email: 'email|e mail|имейл',
  phone: 'телефон|phone|telephone',
  decisionNumber: 'решение',
  decisionDate: 'дата на реш',
  notes: 'бележки|забележ',
}
/** The same heading means something else in another table: „име“ of people, „тип“ where partnerships are brought. */
const MORE: Readonly<Record<ImportKind, Readonly<Partial<Record<ColumnField, string>>>>> = {
  partners: { name: 'град|община|town|city|municipality|ville|commune|citta|comune|општина|stadt|gemeinde|kommune|ort', type: 'вид|тип|art|tipo|forme' },
  organisations: { name: 'община|институция|municipality|institution|commune|comune|општина|gemeinde', kind: 'тип|type|art|tipo' },
  people: {
    organisation:
      'организация|фирма|институция|organisation|organization|company|institution|entreprise|organisme|ente|azienda|институција|firma|einrichtung|单位|机构',
    role: 'позиция|position',
    name: 'име и фамилия|имена|трите имена|лице|служител|contact|contact person|person|full name|nom et prenom|nom prenom|nome e cognome|nominativo|име и презиме|лице за контакт|ansprechpartner|name vorname|kontakt|联系人',
  },
}

const split = (words: string | undefined): string[] => (words === undefined || words === '' ? [] : words.split('|'))

/** The words of the fields an import of this kind knows. What a kind adds stands before the general words. */
export const wordsOf = (kind: ImportKind): FieldWords[] => {
  const more = MORE[kind]
  const added = new Set(Object.values(more).flatMap((words) => split(words).map(foldHeading)))
  return FIELDS_OF[kind].map((field) => {
    const own = split(more[field])
    const ownFolded = new Set(own.map(foldHeading))
    // What we write over the columns of our own exports is understood, too.
    const label = (['bg', 'en'] as const).map((locale) => labels[field]({}, { locale }))
    return {
      field,
      words: [...own, ...label, ...split(WORDS[field]).filter((word) => ownFolded.has(foldHeading(word)) || !added.has(foldHeading(word)))],
      begins: split(BEGINS[field]),
    }
  })
}

/** Our own columns of the sheet of rows that were not taken: they are no part of the table. */
export const ownHeadings = (): ReadonlySet<string> =>
  new Set((['bg', 'en'] as const).flatMap((locale) => [m.sheets_failed_row({}, { locale }), m.sheets_failed_reason({}, { locale })]).map(foldHeading))

/** By which headings a mapping is remembered. */
export const headingsKey = (headings: readonly string[]): string => {
  const own = ownHeadings()
  const folded = headings.map(foldHeading).filter((heading) => !own.has(heading))
  return createHash('sha256').update(folded.join('\n')).digest('hex')
}

/** What each column is taken for: as remembered, by its heading, by what stands in it; every field once, but for those that may be several. */
export function guessedMapping(
  kind: ImportKind,
  headings: readonly string[],
  cellsOf: (column: number) => readonly string[],
  remembered: Readonly<Record<string, string>> | null,
): Mapping {
  const words = wordsOf(kind)
  const allowed: readonly string[] = FIELDS_OF[kind]
  const own = ownHeadings()
  const taken = new Set<string>()
  const mapping: Record<string, string> = {}
  const take = (column: number, field: string | null): void => {
    if (field === null || !allowed.includes(field) || mapping[column] !== undefined || (taken.has(field) && !SEVERAL.has(field))) return
    mapping[column] = field
    taken.add(field)
  }
  const columns = headings.map((heading, column) => ({ column, heading })).filter(({ heading }) => !own.has(foldHeading(heading)))
  if (remembered !== null) {
    for (const { column, heading } of columns) take(column, remembered[foldHeading(heading)] ?? null)
    return mapping
  }
  // A whole heading speaks more surely than its beginning, and both than the cells.
  const exact = words.map(({ field, words: list }) => ({ field, words: list }))
  for (const { column, heading } of columns)
    take(column, exact.find(({ words: list }) => list.some((word) => foldHeading(word) === foldHeading(heading)))?.field ?? null)
  for (const { column, heading } of columns) take(column, fieldNamed(heading, words))
  for (const { column } of columns) {
    if (mapping[column] !== undefined) continue
    const like = kindOfCells(cellsOf(column))
    if (like === 'date') take(column, kind === 'partners' ? 'since' : kind === 'people' ? 'from' : null)
    else take(column, like)
  }
  // A table must name its records: the first column of words that nobody claimed.
  if (!taken.has('name') && !(taken.has('givenName') && taken.has('familyName'))) {
    const free = columns.find(({ column }) => mapping[column] === undefined && cellsOf(column).some((cell) => /\p{L}{2}/u.test(cell)))
    const place = columns.find(({ column }) => mapping[column] === 'place')
    if (free !== undefined) take(free.column, 'name')
    else if (place !== undefined) {
      delete mapping[place.column]
      take(place.column, 'name')
    }
  }
  return mapping
}

/** Why a mapping cannot be used; null when it can. */
export function mappingFault(kind: ImportKind, mapping: Mapping): { readonly column: string; readonly message: string } | null {
  const fields = Object.entries(mapping)
  const twice = fields.find(([column, field]) => !SEVERAL.has(field) && fields.some(([other, same]) => same === field && Number(other) < Number(column)))
  if (twice !== undefined) return { column: twice[0], message: m.sheets_mapping_twice({ field: fieldLabel(twice[1]) }) }
  const has = (field: string): boolean => fields.some(([, one]) => one === field)
  if (!has('name') && !(kind === 'people' && (has('familyName') || has('givenName')))) return { column: '', message: m.sheets_mapping_no_name() }
  return null
}
