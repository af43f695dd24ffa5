// The words printed minutes bring along themselves, in every language papers are printed in; what people wrote comes from the register.
import type { PaperLanguage } from '#platform/texts/paper-languages.ts'
import type { Side } from '#features/commitments/commitment.ts'
import type { ItemState } from '../meeting.ts'

export type MinutesLabels = {
  readonly minutes: string
  readonly date: string
  readonly place: string
  readonly partners: string
  readonly present: string
  /** The same where a visit's delegations were there: each side by itself, and whoever was in neither. */
  readonly presentHosts: string
  readonly presentGuests: string
  readonly presentOthers: string
  readonly agenda: string
  readonly general: string
  readonly promises: string
  readonly decisions: string
  readonly without: string
  readonly due: string
  readonly answers: string
  /** Before the name of a side; with a colon where the language would want an article. */
  readonly signFor: string
  readonly undated: string
  readonly states: Readonly<Record<ItemState, string>>
  readonly sides: Readonly<Record<Side, string>>
}

export const MINUTES_LABELS: Readonly<Record<PaperLanguage, MinutesLabels>> = {
  bg: {
    minutes: 'Протокол',
    date: 'Дата',
    place: 'Място',
    partners: 'Партньори',
    present: 'Присъствали',
    presentHosts: 'Присъствали домакини',
    presentGuests: 'Присъствали гости',
    presentOthers: 'Други присъствали',
    agenda: 'Дневен ред',
    general: 'Общи бележки',
    promises: 'Поети обещания',
    decisions: 'Взети решения',
    without: 'Без резултат',
    due: 'срок',
    answers: 'отговаря',
    signFor: 'За ',
    undated: 'без дата',
    states: { to_discuss: 'за обсъждане', discussed: 'обсъдена', left_over: 'отложена' },
    sides: { us: 'нашата страна', them: 'тяхната страна', both: 'двете страни' },
  },
  en: {
    minutes: 'Minutes',
    date: 'Date',
    place: 'Place',
    partners: 'Partners',
    present: 'Present',
    presentHosts: 'Present: hosts',
    presentGuests: 'Present: guests',
    presentOthers: 'Also present',
    agenda: 'Agenda',
    general: 'General notes',
    promises: 'Promises made',
    decisions: 'Decisions taken',
    without: 'Without an outcome',
    due: 'due',
    answers: 'responsible',
    signFor: 'For: ',
    undated: 'undated',
    states: { to_discuss: 'to discuss', discussed: 'discussed', left_over: 'left over' },
    sides: { us: 'our side', them: 'their side', both: 'both sides' },
  },
  fr: {
    minutes: 'Procès-verbal',
    date: 'Date',
    place: 'Lieu',
    partners: 'Partenaires',
    present: 'Présents',
    presentHosts: 'Présents : hôtes',
    presentGuests: 'Présents : invités',
    presentOthers: 'Autres présents',
    agenda: 'Ordre du jour',
    general: 'Notes générales',
    promises: 'Engagements pris',
    decisions: 'Décisions prises',
    without: 'Sans suite',
    due: 'échéance',
    answers: 'responsable',
    signFor: 'Pour\u00a0: ',
    undated: 'sans date',
    states: { to_discuss: 'à examiner', discussed: 'examiné', left_over: 'reporté' },
    sides: { us: 'notre partie', them: 'l’autre partie', both: 'les deux parties' },
  },
  it: {
    minutes: 'Verbale',
    date: 'Data',
    place: 'Luogo',
    partners: 'Partner',
    present: 'Presenti',
    presentHosts: 'Presenti: ospitanti',
    presentGuests: 'Presenti: ospiti',
    presentOthers: 'Altri presenti',
    agenda: 'Ordine del giorno',
    general: 'Note generali',
    promises: 'Impegni presi',
    decisions: 'Decisioni prese',
    without: 'Senza esito',
    due: 'scadenza',
    answers: 'responsabile',
    signFor: 'Per: ',
    undated: 'senza data',
    states: { to_discuss: 'da discutere', discussed: 'discusso', left_over: 'rinviato' },
    sides: { us: 'la nostra parte', them: 'la controparte', both: 'entrambe le parti' },
  },
  mk: {
    minutes: 'Записник',
    date: 'Датум',
    place: 'Место',
    partners: 'Партнери',
    present: 'Присутни',
    presentHosts: 'Присутни домаќини',
    presentGuests: 'Присутни гости',
    presentOthers: 'Други присутни',
    agenda: 'Дневен ред',
    general: 'Општи белешки',
    promises: 'Преземени заложби',
    decisions: 'Донесени одлуки',
    without: 'Без исход',
    due: 'рок',
    answers: 'одговара',
    signFor: 'За ',
    undated: 'без датум',
    states: { to_discuss: 'за разгледување', discussed: 'разгледано', left_over: 'одложено' },
    sides: { us: 'нашата страна', them: 'нивната страна', both: 'двете страни' },
  },
  sr: {
    minutes: 'Записник',
    date: 'Датум',
    place: 'Мјесто',
    partners: 'Партнери',
    present: 'Присутни',
    presentHosts: 'Присутни домаћини',
    presentGuests: 'Присутни гости',
    presentOthers: 'Остали присутни',
    agenda: 'Дневни ред',
    general: 'Опште биљешке',
    promises: 'Преузете обавезе',
    decisions: 'Донесене одлуке',
    without: 'Без исхода',
    due: 'рок',
    answers: 'одговара',
    signFor: 'За ',
    undated: 'без датума',
    states: { to_discuss: 'за разматрање', discussed: 'размотрено', left_over: 'одложено' },
    sides: { us: 'наша страна', them: 'њихова страна', both: 'обје стране' },
  },
  zh: {
    minutes: '会议纪要',
    date: '日期',
    place: '地点',
    partners: '合作方',
    present: '出席人员',
    presentHosts: '主方出席人员',
    presentGuests: '来宾出席人员',
    presentOthers: '其他出席人员',
    agenda: '议程',
    general: '其他记录',
    promises: '承诺事项',
    decisions: '决定事项',
    without: '无结果',
    due: '期限',
    answers: '负责人',
    signFor: '代表：',
    undated: '日期不详',
    states: { to_discuss: '待讨论', discussed: '已讨论', left_over: '延后讨论' },
    sides: { us: '我方', them: '对方', both: '双方' },
  },
  de: {
    minutes: 'Protokoll',
    date: 'Datum',
    place: 'Ort',
    partners: 'Partner',
    present: 'Anwesend',
    presentHosts: 'Anwesende Gastgeber',
    presentGuests: 'Anwesende Gäste',
    presentOthers: 'Weitere Anwesende',
    agenda: 'Tagesordnung',
    general: 'Allgemeine Notizen',
    promises: 'Zusagen',
    decisions: 'Beschlüsse',
    without: 'Ohne Ergebnis',
    due: 'Frist',
    answers: 'verantwortlich',
    signFor: 'Für: ',
    undated: 'ohne Datum',
    states: { to_discuss: 'zu besprechen', discussed: 'besprochen', left_over: 'vertagt' },
    sides: { us: 'unsere Seite', them: 'ihre Seite', both: 'beide Seiten' },
  },
}
