// The words people write in cells for things our lists have codes for: kinds, types of ties, fields, posts, languages, yes and no.
import { PURPOSES, purposeName } from '#features/organisations/people/keeping.ts'
import type { OrganisationKind } from '#features/organisations/organisation.ts'
import { ORGANISATION_KINDS } from '#features/organisations/organisation.ts'
import { SPOKEN } from '#features/organisations/naming.ts'
import type { RoleClass } from '#features/organisations/people/post.ts'
import { ROLE_CLASSES } from '#features/organisations/people/post.ts'
import { FIELDS, type Field } from '#features/partnerships/field.ts'
import { PARTNERSHIP_TYPES, type PartnershipType } from '#features/partnerships/partnership.ts'
import { foldLetters } from '#platform/names/transliteration.ts'
import { LANGUAGES } from '#platform/texts/language.ts'

const folded = (words: string): RegExp => new RegExp(`(?<![\\p{L}])(?:${words})`, 'u')
/** The first whose words stand at a word's beginning; order decides between several. */
const firstOf = <T>(list: readonly (readonly [T, RegExp])[], written: string): T | null => {
  const text = foldLetters(written)
  return text === '' ? null : (list.find(([, words]) => words.test(text))?.[0] ?? null)
}
const codeOf = <T extends string>(codes: readonly T[], written: string): T | null =>
  codes.find(
    (code) =>
      code ===
      written
        .trim()
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
  ) ?? null

const KINDS: readonly (readonly [OrganisationKind, RegExp])[] = [
  ['country', /^(?:държава|country|pays|stato|staat|国家)$/u],
  ['embassy', folded('посолств|консулств|amba[sc]|embassy|consul|botschaft|generalkonsul|大使馆|领事馆')],
  [
    'school',
    folded('училищ|гимнази|университет|колеж|детска градина|school|universit|college|lyc[ee]|ecole|scuol|liceo|schul|gymnasium|hochschul|学校|大学|中学'),
  ],
  ['state_body', folded('министерств|агенци|държав|minist|agen[ct]|state body|government|behorde|部|委员会')],
  ['region', folded('област|регион|окръг|кантон|воеводств|province|provinc|region|county|departement|landkreis|district|省|自治区')],
  [
    'company',
    folded('фирма|дружеств|компани|оод|еоод|ад$|еад$|company|ltd|gmbh|s\\.?r\\.?l|s\\.?a\\.?$|entreprise|societe|azienda|unternehmen|firma|公司|企业'),
  ],
  ['municipality', folded('общин|град|кметств|село|municipal|city|town|commune|mairie|ville|comune|citta|општин|gemeinde|stadt|市|县')],
  [
    'other',
    folded('сдружени|фондаци|асоциаци|комитет|клуб|съюз|association|foundation|club|union|comite|committee|verein|stiftung|друг|other|autre|altr|ander'),
  ],
]
export const kindIn = (written: string): OrganisationKind | null => codeOf(ORGANISATION_KINDS, written) ?? firstOf(KINDS, written)

const TYPES: readonly (readonly [PartnershipType, RegExp])[] = [
  ['honorary', folded('почет|honor|onorar|ehren|荣誉')],
  ['project', folded('проект|project|projet|progetto|projekt|项目')],
  ['friendship', folded('приятел|friend|amiti|amici|amiciz|пријател|freundschaft|友好交流|友谊')],
  ['twinning', folded('побратим|twin|sister|jumel|gemell|збратим|partnerschaft|stadtepartner|友好城市|友城|结好')],
  ['contact', folded('контакт|contact|contatt|kontakt|联系')],
]
/** Words that say that there is a tie and not which: the type chosen for the whole table stands, and the officer is told. */
const ANY_TIE = folded(
  'partnership|partenariat|partenariato|партньорств|сътрудничеств|cooperation|cooperazione|соработк|zusammenarbeit|договор|споразумен|меморандум|agreement|accord|合作',
)
export const saysNoType = (written: string): boolean => typeIn(written) === null && firstOf([[true, ANY_TIE]], written) === true
export const typeIn = (written: string): PartnershipType | null => codeOf(PARTNERSHIP_TYPES, written) ?? firstOf(TYPES, written)

const FIELD_WORDS: readonly (readonly [Field, RegExp])[] = [
  ['eu_projects', folded('европейски прое|евро|проект|eu |eu-|european|projets europ|progett|fondi|projekt')],
  ['heritage', folded('наследств|археолог|музе|heritage|patrimoi|patrimoni|museum|musee|denkmal|erbe|遗产')],
  ['culture', folded('култур|изкуств|фолклор|музик|читалищ|cultur|art|musi|kultur|kunst|文化')],
  ['education', folded('образован|учил|обуч|educat|school|enseignement|istruzione|scuol|bildung|schul|образование|教育')],
  ['science', folded('наук|научн|science|recherche|ricerca|wissenschaft|科学')],
  ['youth', folded('млад|youth|jeun|giovan|jugend|青年')],
  ['sport', folded('спорт|sport|体育')],
  ['tourism', folded('туриз|touris|turism|旅游')],
  ['business', folded('иконом|бизнес|търгов|инвест|промишлен|business|econom|trade|industr|commerc|wirtschaft|handel|经济|经贸')],
  ['agriculture', folded('земедел|селско|лоз|agricult|agricolt|landwirtschaft|农业')],
  ['crafts', folded('занаят|craft|artisan|artigian|handwerk|手工')],
  ['environment', folded('еколог|околна сред|климат|environ|ecolog|climat|ambient|umwelt|klima|环境|环保')],
  ['water', folded('водн|водоснаб|води |водите|water|hydri|idric|acqua|l.eau|wasser|vodn|水资源|水利')],
  ['energy', folded('енерг|energ|能源')],
  ['health', folded('здрав|медиц|болниц|health|sante|sanita|salute|gesundheit|卫生|医疗')],
  ['social', folded('социал|social|sozial|社会')],
  ['humanitarian', folded('хуманитар|помощ|humanit|aid|aiuti|hilfe|人道')],
  ['infrastructure', folded('инфраструктур|транспорт|градоустро|благоустро|infrastr|transport|urban|verkehr|基础设施')],
  ['security', folded('сигурност|защита|пожар|security|safety|securite|sicurezza|sicherheit|安全')],
  ['administration', folded('администрац|управлен|самоуправл|местна власт|administr|governance|local gov|amministr|verwaltung|行政')],
]
export const fieldIn = (written: string): Field | null => codeOf(FIELDS, written) ?? firstOf(FIELD_WORDS, written)

const ROLES: readonly (readonly [RoleClass, RegExp])[] = [
  [
    'deputy_mayor',
    folded(
      'зам\\.?[ -]*кмет|заместник[ -]*кмет|deputy mayor|vice[ -]*mayor|adjoint|maire adjoint|vice ?sindaco|vicesindaco|заменик на градоначалник|stellvertretende[rn]? (?:ober)?burgermeister|vizeburgermeister|副市长',
    ),
  ],
  ['mayor', folded('кмет|mayor|maire|sindac|градоначалник|(?:ober)?burgermeister|市长')],
  [
    'council_chair',
    folded(
      'председател на обс|председател на общинския съвет|chair of the (?:municipal|city) council|council chair|president du conseil|presidente del consiglio comunale|претседател на советот|stadtratsvorsitz',
    ),
  ],
  ['councillor', folded('общински съветник|съветник в обс|councillor|councilor|conseiller municipal|consigliere comunale|советник|stadtrat|gemeinderat|议员')],
  ['ambassador', folded('посланик|ambassador|ambassad|ambasciator|амбасадор|botschafter|大使')],
  ['consul', folded('консул|consul|console|konsul|领事')],
  ['diplomat', folded('аташе|дипломат|attache|diplomat|secretary of the embassy|参赞')],
  ['minister', folded('министър|minister|ministre|ministro|министер|部长')],
  ['governor', folded('областен управител|губернатор|governor|prefet|prefetto|landrat|省长')],
  ['clergy', folded('свещеник|епископ|митрополит|priest|bishop|eveque|vescovo|bischof|pfarrer')],
  ['academic', folded('ректор|професор|декан|rector|professor|dean|recteur|rettore|rektor|教授|校长')],
  ['business', folded('управител|изпълнителен директор|търговски|ceo|managing director|geschaftsfuhrer|amministratore delegato|总经理|经理')],
  ['culture', folded('директор на музе|уредник|читалищ|diretto\\p{L}* (?:del )?muse|museum director|kurator|curator')],
  [
    'association',
    folded(
      'председател на (?:сдруж|клуб|комитет|фонд)|president of the (?:association|club|committee)|president du comite|president de l.association|vorsitzende[rn]? des verein',
    ),
  ],
  [
    'official',
    folded(
      'началник|директор|главен експерт|експерт|секретар|специалист|служител|head of|officer|expert|secretary|director|chef|directeur|responsable|dirigente|responsabile|funzionar|leiter|referent|раководител|主任|局长',
    ),
  ],
]
export const roleClassIn = (written: string): RoleClass => codeOf(ROLE_CLASSES, written) ?? firstOf(ROLES, written) ?? 'other'

let spoken: Map<string, string> | null = null
/** Names of languages as our seven languages write them, and as they call themselves. */
export function languageIn(written: string): string | null {
  if (spoken === null) {
    spoken = new Map()
    for (const code of SPOKEN) {
      spoken.set(code, code)
      for (const locale of ['bg', 'en', 'fr', 'it', 'mk', 'de', 'zh', code]) {
        const name = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' }).of(code)
        if (name !== undefined && !spoken.has(foldLetters(name))) spoken.set(foldLetters(name), code)
      }
    }
  }
  return spoken.get(foldLetters(written.trim())) ?? null
}

/** Why personal data is kept: one of the list by its code or its name in any of our languages, else the words as they are. */
export const purposeIn = (written: string): string =>
  PURPOSES.find((one) => [one, ...LANGUAGES.map((locale) => purposeName(one, locale))].some((name) => foldLetters(name) === foldLetters(written))) ?? written

/** „да“, a tick, a one. */
export const yesIn = (written: string): boolean => /^(?:да|yes|y|oui|si|s[ìi]|ja|да\.|true|истина|1|x|х|✓|✔|是|публично|public)$/iu.test(written.trim())
