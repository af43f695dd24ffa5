// Persons in a Chinese text: a post before or behind a name, foreign names by their dot, Chinese, Korean and Japanese ones by surname and what follows.
import { countriesIn } from '#features/places/gazetteer/countries.ts'
import { nameKey } from '#platform/names/name-key.ts'
import { overlaps } from '../names.ts'
import { doubleSurnames, japaneseSurnames, surnames, wordlikeSurnames } from '../languages/zh-names.ts'
import { hanSounds } from '../languages/zh-sounds.ts'
import type { Page, Sentence } from '../page.ts'
import type { PersonMention, RoleHit } from '../people.ts'
import { MOST_FINDS } from '../reading.ts'

const H = '\\p{Script=Han}'
/** 约翰·史密斯, 让-皮埃尔·杜邦, J·史密斯 */
const DOTTED = new RegExp(`^(?:[A-Z]\\.?|${H}{1,7}(?:-${H}{1,5})?)(?:\\s?[·•・‧．]\\s?(?:[A-Z]\\.?|${H}{1,8}(?:-${H}{1,6})?)){1,3}`, 'u')
const LATIN = /^[A-Z][\p{Ll}'’]+(?:[ -](?:de|van|von|der|di|da)?[ ]?[A-Z][\p{L}'’.]*){1,3}/u

/** Words a name ends before. */
const STOP_WORDS = new RegExp(
  `^(?:在|和|与|同|跟|及|以及|率|带队|带领|领衔|一行|一口|一直|一起|等|说|就|对|向|将|为|也|还|以|由|从|则|是|已|曾|的|致|会(?:见|谈|晤|上|后|同)|接(?:见|待|受|过)|出(?:席|任|访)|参(?:加|观|会)|主(?:持|动)|介绍|表示|指出|强调|认为|回(?:应|顾|信|复)|宣|代表|陪|访问|到|来|抵|应|共|分别|先|首|随|最|昨|今|当|日前|近日|作|发|讲|赠|授|收|签|邀|希望|提|建议|感|欢迎|转|透露|告|担|当|亲|热|高度|充分|简|详|穿|把|被|给|又|再|都|并|于|有|用|专程|专门|专|特|如|听|看|考|察|走|深|不|没|让|请|派|其|这|那|他|她|我|您|上|下|前|后|中|带|携|与会|及其|则|负责|获|成|因|自|去|任|兼|时|曰|称|谈|问|答|笑|写|寄|送|向|祝|祭|研|部署|调研|检查|要求|组织|协调|牵头|落实|出生|毕业|领|与|登|入|进)`,
  'u',
)
const TITLE_AFTER = /^(?:先生|女士|小姐|夫人|阁下|博士|教授|同志|老师|院士|主教|神父)/u
const END = /^(?:$|[\s，。、；：！？（）()“”"'《》〈〉—–…\-,.;:!?/|]|&|[A-Za-z0-9])/u

type Name = { start: number; end: number }

/** 市议会领袖里希·肖里: where a first name cannot go on to the left. */
const NO_FIRST_NAME = /[在由是的了向对被把将市县区长团友城国议领袖府局办委员协级部厅院校为与请]/u

/** The name that begins at a place, if one does; `abroad` says that the person may be Japanese. */
function nameFrom(text: string, at: number, abroad: boolean, free = false): Name | null {
  const rest = text.slice(at, at + 40)
  const found = DOTTED.exec(rest)?.[0]
  const dotted = found && [...(found.split(/[·•・‧．]/u)[0] ?? '')].every((letter) => !NO_FIRST_NAME.test(letter)) ? found : undefined
  if (dotted) return { start: at, end: at + trimmedDotted(dotted, rest).length }
  const latin = LATIN.exec(rest)?.[0]
  if (latin) return { start: at, end: at + latin.length }
  const run = new RegExp(`^${H}{2,8}`, 'u').exec(rest)?.[0] ?? ''
  if (
    run.length < 2 ||
    (STOP_WORDS.test(run) &&
      !surnames.has(run.charAt(0)) &&
      !(abroad && /^[上下中前后]\p{Script=Han}{2,3}(?:$|出席|率|参加|表示|在|一行|致|会见|来)/u.test(run)))
  )
    return null
  // 泉田和彦, 冈部美智子
  if (abroad && !(surnames.has(run.charAt(0)) && ![3, 2].some((n) => japaneseSurnames.has(run.slice(0, n))))) {
    const family = [3, 2, 1].find((n) => japaneseSurnames.has(run.slice(0, n)))
    for (const length of [2, 1, 3].map((given) => (family ?? 2) + given).filter((one) => one <= run.length)) {
      const behind = rest.slice(length)
      if (length < 3 && !END.test(behind)) continue
      if ((family !== undefined || !surnames.has(run.charAt(0)) || length > 3) && (END.test(behind) || STOP_WORDS.test(behind) || TITLE_AFTER.test(behind))) {
        if (family === undefined && length > 5) continue
        return { start: at, end: at + length }
      }
    }
    if (family !== undefined && run.length >= family + 2) return { start: at, end: at + family + 2 }
  }
  const lead = doubleSurnames.has(run.slice(0, 2)) ? 2 : surnames.has(run.charAt(0)) ? 1 : 0
  if (lead === 0 && free) {
    // 总领事花玫琳: diplomats take Chinese names of any kind
    const length = [3, 2, 4].find((one) => one <= run.length && (END.test(rest.slice(one)) || VERBS.test(rest.slice(one)) || TITLE_AFTER.test(rest.slice(one))))
    return length === undefined || STOP_WORDS.test(run) ? null : { start: at, end: at + length }
  }
  if (lead === 0) return null
  if (
    wordlikeSurnames.has(run.charAt(0)) &&
    (/^.[日前今昨月年对邀访见表来在本期间任经就后上下我团主副校组何命职中]/u.test(run) ||
      ![2, 3].some((n) => END.test(rest.slice(n)) || VERBS.test(rest.slice(n))))
  )
    return null
  const longest = Math.min(run.length, lead + 2)
  const short = rest.slice(lead + 1)
  if (longest === lead + 1 || TITLE_AFTER.test(short)) return { start: at, end: at + lead + 1 }
  // a given name of two characters, unless the second begins a verb: 王强会见
  const second = rest.slice(lead + 1)
  const third = rest.slice(lead + 2)
  const stop = STOP_WORDS.exec(second)?.[0].length ?? 0
  if (stop > 1 || (stop === 1 && !(END.test(third) || STOP_WORDS.test(third)))) return { start: at, end: at + lead + 1 }
  if (/^(?:一行|率|会见|出席|表示|主持|介绍|在|与|和|等)/u.test(second)) return { start: at, end: at + lead + 1 }
  return { start: at, end: at + lead + 2 }
}

/** The last part of a dotted name runs into the verb behind it: 贾丝明·卡特赖特与…, 马蒂娜·霍夫曼提出. */
function trimmedDotted(name: string, rest: string): string {
  const cut = Math.max(name.lastIndexOf('·'), name.lastIndexOf('•'), name.lastIndexOf('・'), name.lastIndexOf('‧'), name.lastIndexOf('．')) + 1
  for (let length = cut + 1; length < name.length; length++) {
    const behind = rest.slice(length)
    if (length - cut >= 2 && (!inName(name.charAt(length)) || VERBS.test(behind) || TITLE_AFTER.test(behind))) return name.slice(0, length)
  }
  return name
}
/** Characters of foreign names besides those of towns. */
const inName = (letter: string): boolean =>
  hanSounds.has(letter) || '琪瑰雯雪婕茜菁薇玲珊珠璐洁芙迦贞媛晓霞凤姗曼蔻璃赛楼崔道伽勋诗'.includes(letter) || !/\p{Script=Han}/u.test(letter)
const VERBS =
  /^(?:在(?!.?·)|和(?!.?·)|与|同(?!.?·)|率|带队|带领|一行|等|说(?!.?·)|就|对|向|将|也|还|以|由|从|则|是|已|曾|的|致|会见|会谈|会晤|接见|接待|接受|出席|出任|参加|参观|主持|介绍|表示|指出|强调|认为|回应|回顾|宣布|代表|陪同|访问|到访|来访|来到|来函|来信|来洛|抵达|应邀|共同|分别|先后|首先|随后|最后|昨|今天|今日|当天|当场|日前|近日|作|发表|讲话|赠|授予|收到|签|邀请|希望|提出|提议|建议|感谢|欢迎|转交|转达|透露|告诉|告知|担任|当选|亲|热情|高度|充分|携|及|定于|于(?!.?·)|为(?!.?·)|有|把|被|给|又|再|都|并|穿|专程|第|不|没|让(?!.?·)|请|派|这|他|她|我|先生|女士)/u

/** The name that ends right before a place: 洪丽珠副市长, 约翰·史密斯市长. */
function nameBefore(text: string, at: number, from: number): Name | null {
  const lead = text.slice(Math.max(from, at - 30), at)
  const dotted = new RegExp(`(?:${H}{1,7}(?:-${H}{1,5})?)(?:[·•・‧]${H}{1,8}(?:-${H}{1,6})?){1,3}$`, 'u').exec(lead)
  if (dotted) {
    const offset = at - lead.length + dotted.index
    // what stands before the first name runs into it: 市长约翰
    const first = Array.from(dotted[0].slice(0, dotted[0].search(/[·•・‧]/u)))
    const cut = Math.max(
      first.findLastIndex((letter) => NO_FIRST_NAME.test(letter)) + 1,
      /^.*(?:由|与|和|同|对|向|是|为|的|见了?|请|谢)(?=.{1,5}$)/u.exec(first.join(''))?.[0].length ?? 0,
    )
    return { start: offset + cut, end: at }
  }
  for (const length of [3, 2, 4]) {
    const name = lead.slice(-length)
    if (name.length < length || !new RegExp(`^${H}+$`, 'u').test(name)) continue
    const family = doubleSurnames.has(name.slice(0, 2)) ? 2 : surnames.has(name.charAt(0)) ? 1 : 0
    if (family === 0 || length - family > 2 || length - family < 1) continue
    const left = lead.slice(0, -length)
    if (
      /(?:^|[，。、；：！？（）“”\s]|由|与|和|同|向|对|请|为|在|及|以及|见|陪同|代表|欢迎|听取|的|市长|主任|外办|部长|局长|书记|团长|校长|院长|会长|让|长|随)$/u.test(
        left,
      )
    )
      return { start: at - length, end: at }
  }
  return null
}

const NO_NAME = /^(?:代表|会议|办公|一行|致辞|及|率|会见|同志|们|市长|助理|主任|大厦|热线|信箱|奖|杯|级|职务|职位|岗位|人选|等|单位|负责|座谈|论坛)/u

/** Persons with their posts, as `peopleIn` gives them. */
export function hanPeople(page: Page, rolesIn: (sentence: Sentence) => RoleHit[]): PersonMention[] {
  const found: PersonMention[] = []
  for (const sentence of page.sentences) {
    const roles = rolesIn(sentence)
    const japan = page.fold.includes('日本')
    const named: Name[] = []
    for (const role of roles) {
      if (found.length >= MOST_FINDS) break
      const { fold } = sentence
      const behind = role.end - sentence.start
      const gap =
        /^(?:[为是](?=[^，。·]{1,7}·)|兼[\p{Script=Han}]{2,10}|[（(][^）)]{1,14}[）)]|[：:\s]|先生|女士|阁下)?/u.exec(fold.slice(behind))?.[0].length ?? 0
      let name = NO_NAME.test(fold.slice(behind)) ? null : nameFrom(fold, behind + gap, japan, ['ambassador', 'consul'].includes(role.role))
      if (name && countriesIn(fold.slice(name.start, name.end), 'zh', () => '').length > 0 && !fold.slice(name.start, name.end).includes('·')) name = null
      const start = fullStart(sentence, role)
      if (name === null) {
        const before = nameBefore(fold, role.start - sentence.start, 0)
        if (before && !named.some((one) => overlaps(one, before))) name = before
      }
      if (name === null || named.some((one) => overlaps(one, name))) continue
      named.push(name)
      put(sentence, name, role, Math.min(start, role.start))
      // „市长张三、副市长李四“ have roles of their own; „副市长李四、王五“ share one
      let next = name
      for (let k = 0; k < 4; k++) {
        const join = /^(?:、|和|与|及|以及)/u.exec(fold.slice(next.end))?.[0].length
        if (join === undefined || name.start < role.start - sentence.start) break
        const other = nameFrom(fold, next.end + join, japan)
        if (
          !other ||
          roles.some((one) => one.start - sentence.start < other.end + 1 && other.start < one.end - sentence.start) ||
          !(END.test(fold.slice(other.end)) || VERBS.test(fold.slice(other.end)) || TITLE_AFTER.test(fold.slice(other.end)))
        )
          break
        named.push(other)
        put(sentence, other, role, role.start)
        next = other
      }
    }
  }
  return merged(found)

  function put(sentence: Sentence, name: Name, role: RoleHit, start: number): void {
    const [from, to] = [sentence.start + name.start, sentence.start + name.end]
    const text = page.text
      .slice(from, to)
      .replace(/\s/gu, '')
      .replace(/[•・‧．]/gu, '·')
    const behind = from < role.start
    found.push({
      start: from,
      end: to,
      name: text,
      words: [{ start: from, end: to, text, capital: true }],
      role: behind ? role : { ...role, start },
      roleText: page.quote(behind ? role.start : start, role.end),
      complement: '',
      sentence: sentence.index,
      // at home people have Chinese names, as those of Japan and Korea do
      ours: surnames.has(text.charAt(0)) && text.length < 4 && !text.includes('·') && !/日本|韩国/u.test(page.fold),
    })
  }
}

/** A post with what it is a post of: 普罗夫迪夫市市长, 葡萄酒协会会长. */
function fullStart(sentence: Sentence, role: RoleHit): number {
  const lead = sentence.fold.slice(Math.max(0, role.start - sentence.start - 22), role.start - sentence.start)
  const own = lead.replace(
    /^.*(?:[^\p{Script=Han}·-]|由|与|和(?!歌|平)|同|向|对(?!外)|请|为|在|在线|是|及|以及|会见|拜会|拜访|了|陪同|代表团|代表|欢迎|成员含|有|带队的|率团的|并|致|给|经|让|随|含|感谢|授予|据|时任|友好城市|友城)/u,
    '',
  )
  return role.start - (own.length > 18 ? 0 : own.length)
}

/** One person may stand in several places; the fuller name and the first post stay. */
function merged(found: readonly PersonMention[]): PersonMention[] {
  const kept: PersonMention[] = []
  for (const person of found) {
    const same = kept.find((one) => nameKey(one.name) === nameKey(person.name) || one.name.endsWith(`·${person.name}`))
    if (same === undefined) kept.push(person)
  }
  return kept
}
