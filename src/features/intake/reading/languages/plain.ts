// A language of which nothing is known; the others fill in what they have.
import type { Language } from './language.ts'

export const plain: Omit<Language, 'code'> = {
  common: [], abbreviations: [], goesOn: [],
  dates: {
    months: [], weekdays: [], numbers: {}, today: [], yesterday: [], tomorrow: [], dayBeforeYesterday: [], thisWeek: [], lastWeek: [], nextWeek: [], thisMonth: [], lastMonth: [], nextMonth: [],
    thisYear: [], lastYear: [], nextYear: [], last: [], next: [], seasons: ['(?!)', '(?!)', '(?!)', '(?!)'], feasts: [], to: '(–|-|—)', before: '(?!)', yearWord: '', horizons: [], endOf: '(?!)', by: '(?!)', forms: [],
  },
  names: { connectors: [], translated: {}, cases: [], never: [], titles: [], honorifics: [], of: '(?!)', in: '(?!)', from: '(?!)', and: '(?!)', with: '(?!)' },
  town: [], townMaybe: [], notTown: [], passing: [], someTown: [], roles: [], verbs: [],
  embassy: { ambassador: [], consul: [], diplomat: [], mission: [], consulate: [] },
  bodies: { company: [], school: [], other: [] },
  home: [], partner: [], incoming: [], outgoing: [], goingTo: [], future: [], hosting: [], online: [], negated: [], events: [],
  relations: { twinned: [], unsure: [], decided: [], agreement: [], renewed: [], longStanding: [], existing: [], newContact: [], years: [], breakYears: [], since: [] },
  fields: {}, fieldPlace: [], commitments: [], notCommitment: [], topics: [], acts: [], clauseBreaks: [';'],
}
