// The order of precedence within a delegation: its head, high office of state, elected, appointed, experts; whoever was given a place by hand stands there.
import type { RoleClass } from '#features/organisations/people/post.ts'
import { ROLE_CLASSES } from '#features/organisations/people/post.ts'

/**
 * Heads of delegation first, then those elected, then those appointed, then experts, is what offices tell of their own practice; nobody's law. Ministers and
 * ambassadors stand before the elected of a town, as protocol everywhere has it.
 */
const TIERS: readonly (readonly RoleClass[])[] = [
  ['head_of_state', 'head_of_government', 'minister', 'ambassador'],
  ['mayor', 'council_chair', 'councillor'],
  ['governor', 'deputy_mayor', 'consul', 'diplomat', 'official'],
  ['academic', 'culture', 'clergy', 'business', 'association', 'other'],
]
const ORDER: readonly RoleClass[] = TIERS.flat()
const placeOf = (role: RoleClass): number => ORDER.indexOf(role)

/**
 * Beginnings of the words by which a post is known, in small letters, in our partners' languages; one that ends with a full stop is a whole word, for a
 * „кметство“ is no „кмет“.
 */
const STEMS: readonly (readonly [RoleClass, string])[] = [
  [
    'deputy_mayor',
    'зам.-кмет|зам. кмет|зам.кмет|заместник-кмет|заместник кмет|заменик-градоначалник|заменик градоначалник|zamjenik|zamenik|заменик председника',
  ],
  ['deputy_mayor', 'deputy mayor|vice mayor|vice-mayor|adjoint au maire|adjointe au maire|maire adjoint|maire-adjoint|vicesindac|stellvertretend|副市长'],
  [
    'council_chair',
    'председател на общинския съвет|председател на общински съвет|председател на обс.|претседател на советот|predsjednik skupštine|predsednik skupštine',
  ],
  ['council_chair', 'председник скупштине|chair of the municipal council|chairman of the municipal council|council chair|president of the municipal council'],
  ['council_chair', 'président du conseil municipal|présidente du conseil municipal|presidente del consiglio comunale|ratsvorsitzend'],
  // A council is named by one word alone as often as in full; chairs of boards and of a government are named before them.
  ['council_chair', 'председател на съвета|председателка на съвета|председателят на съвета|председател на общинското събрание|председател на градския съвет'],
  [
    'council_chair',
    'претседател на собранието|претседателка на собранието|претседателка на советот|претседател на општинскиот совет|претседател на градскиот совет',
  ],
  [
    'council_chair',
    'predsjednica skupštine|predsednica skupštine|председница скупштине|predsjednik vijeća|predsjednica vijeća|chair of the council|chairman of the council',
  ],
  ['council_chair', 'président du conseil|présidente du conseil|presidente del consiglio|vorsitzender des rates|vorsitzende des rates'],
  ['councillor', 'заместник-председател на съвета|заместник-председател на общинския съвет|зам.-председател на съвета|зам.-председател на общинския съвет'],
  ['councillor', 'заменик-претседател на советот|vice-président du conseil municipal|vice-présidente du conseil municipal'],
  [
    'business',
    'председател на съвета на директорите|председателят на съвета на директорите|président du conseil d’administration|présidente du conseil d’administration',
  ],
  ['business', "président du conseil d'administration|présidente du conseil d'administration|presidente del consiglio di amministrazione"],
  ['head_of_government', 'presidente del consiglio dei ministri'],
  ['councillor', 'общински съветни|член на советот|советник.|одборник|odbornik|councillor|councilor|conseiller municipal|conseillère municipale'],
  ['councillor', 'consigliere comunale|consigliera comunale|gemeinderat|stadtrat|stadträtin'],
  ['head_of_government', 'министър-председател|премиер|prime minister|premier ministre|première ministre|总理'],
  ['minister', 'министър|министер|ministar|министар|minister|ministre|ministro.|ministra.|部长'],
  ['ambassador', 'посланик|амбасадор|ambasador|ambassad|ambasciat|botschafter|大使'],
  ['consul', 'консул|конзул|konzul|consul.|consule.|console.|konsul|领事'],
  ['governor', 'областен управител|governor|préfet|préfète|prefett'],
  ['head_of_state', 'президент на републ|president of the republic|président de la république|presidente della repubblica'],
  [
    'mayor',
    'кмет.|кметът.|кметица|кмета.|градоначални|градоначелни|gradonačelni|председник општине|predsjednik opštine|predsjednica opštine|predsednik opštine',
  ],
  ['mayor', 'mayor|maire.|sindaco.|sindaca.|bürgermeister|oberbürgermeister|市长'],
  ['association', 'председател на комитет|председателят на комитет|комитет за побратимяване|comité de jumelage|comitato gemellagg|comitato per i gemellagg'],
  ['association', 'président du comité|présidente du comité|сдружение|здружение|удружење|association|associazione|verein|协会'],
  [
    'official',
    'началник|директор|секретар|експерт|служител|раководител|начелник|načelnik|советник на|съветник на|adviser|advisor|director|directeur|directrice',
  ],
  [
    'official',
    'direttore|direttrice|head of|chef de cabinet|chef du|responsable|secretary|secrétaire|segretari|funzionari|leiter|amtsleiter|conseiller du|conseiller auprès',
  ],
  ['official', 'consigliere del|主任|局长'],
  ['academic', 'професор|ректор|учител|преподавател|professor|professeur|enseignant|teacher|rector|recteur|insegnante|lehrer|教授|校长'],
  [
    'culture',
    'худож|керамик|музикант|диригент|хор.|хора.|танц|уредник|artist|artiste|musicien|chef de chœur|conductor|ceramist|céramist|artista|künstler|艺术家',
  ],
  ['business', 'предприемач|управител|собственик|търгов|entrepreneur|manager|owner|imprenditor|unternehmer|企业家|经理'],
  ['clergy', 'отец.|свещеник|митрополит|епископ|свештеник|priest|bishop|prêtre|évêque|curé.|sacerdote|vescovo|pfarrer'],
  // Whoever is named by somebody else's post holds none of it.
  ['other', 'съпруг|сопруг|супруг|wife|husband|spouse|épou|moglie|marito|ehefrau|ehemann|夫人'],
]
const EACH = STEMS.flatMap(([role, stems]) => stems.split('|').map((stem) => ({ role, whole: stem.endsWith('.'), stem: stem.replace(/\.$/, '') })))

const WORDY = /[\p{L}\p{N}]/u
const HAN = /\p{Script=Han}/u

/** Where a word of the text begins so; -1: nowhere. Chinese has no spaces between its words. */
function foundAt(text: string, stem: string, whole: boolean): number {
  for (let at = text.indexOf(stem); at !== -1; at = text.indexOf(stem, at + 1)) {
    const begins = at === 0 || HAN.test(stem) || !WORDY.test(text[at - 1]!)
    if (begins && !(whole && WORDY.test(text[at + stem.length] ?? ''))) return at
  }
  return -1
}

/** What a post amounts to, told by its words in any of our partners' languages; what is named first counts, „началник кабинет на кмета“. null: they tell nothing. */
export function roleClassOf(words: string): RoleClass | null {
  const text = words.toLowerCase()
  const found = EACH.map((one) => ({ ...one, at: foundAt(text, one.stem, one.whole) })).filter(({ at }) => at !== -1)
  return found.sort((a, b) => a.at - b.at || b.stem.length - a.stem.length)[0]?.role ?? null
}

export type Ranked = {
  readonly id: string
  readonly isHead: boolean
  /** The place given by hand, 1 first; null: by the rules. */
  readonly rank: number | null
  readonly roleClass: RoleClass
  readonly isInterpreter: boolean
}

/** In order of precedence. Those with a place of their own stand in it, the others fill what is left by head, class of post (interpreters last) and the order in which they were entered: a partner's list comes in its order. */
export function byPrecedence<One extends Ranked>(members: readonly One[]): One[] {
  const rest = members
    .filter(({ rank }) => rank === null)
    .sort(
      (a, b) =>
        Number(b.isHead) - Number(a.isHead) ||
        Number(a.isInterpreter) - Number(b.isInterpreter) ||
        placeOf(a.roleClass) - placeOf(b.roleClass) ||
        // Ids are made one after the other.
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    )
  const placed = [...rest]
  const given = members.filter(({ rank }) => rank !== null).sort((a, b) => a.rank! - b.rank! || (a.id < b.id ? -1 : 1))
  // Whoever shares a place with another follows right behind, and nobody whose place is a later one comes between.
  let last = -1
  for (const one of given) {
    last = Math.min(Math.max(one.rank! - 1, last + 1), placed.length)
    placed.splice(last, 0, one)
  }
  return placed
}

/** Every class has its place: a new one is found by the test. */
export const UNPLACED: readonly RoleClass[] = ROLE_CLASSES.filter((role) => !ORDER.includes(role))
