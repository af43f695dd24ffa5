// Chinese: names of towns end in 市, 县, 区 or 州; no spaces, so cues match anywhere.
import type { Language } from './language.ts'
import { plain } from './plain.ts'

export const zh: Language = {
  ...plain,
  code: 'zh',
  common: ['的', '在', '和', '了', '是', '与'],
  dates: { ...plain.dates, months: [], today: ['今天', '今日'], yesterday: ['昨天', '昨日'], tomorrow: ['明天'], thisWeek: ['本周', '日前', '近日'], lastWeek: ['上周'], nextWeek: ['下周'], lastMonth: ['上月', '上个月'], thisYear: ['今年'], lastYear: ['去年'], nextYear: ['明年'], numbers: { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 十五: 15, 二十: 20, 三十: 30 }, forms: ['(?<y>\\d{4})年(?<m>\\d{1,2})月(?<d>\\d{1,2})日', '(?<y>\\d{4})年(?<m>\\d{1,2})月', '(?<y>\\d{4})年', '(?<m>\\d{1,2})月(?<d>\\d{1,2})日', '(?<m>\\d{1,2})月'], before: '(?!)' },
  town: ['访问', '来自', '与', '和', '市长'], someTown: ['城市', '市'],
  roles: [{ role: 'deputy_mayor', cues: ['副市长'] }, { role: 'mayor', cues: ['市长', '区长', '县长'] }, { role: 'council_chair', cues: ['议长', '人大常委会主任'] }, { role: 'ambassador', cues: ['大使'] }, { role: 'consul', cues: ['总领事', '领事'] }, { role: 'official', cues: ['市委书记', '外办主任', '主任', '局长', '秘书长'] }, { role: 'business', cues: ['董事长', '总经理'] }],
  embassy: { ambassador: ['大使'], consul: ['总领事'], diplomat: [], mission: ['大使馆', '使馆'], consulate: ['总领事馆', '领事馆'] },
  home: ['我市', '本市', '我区', '我县'], partner: ['代表团', '双方', '两市', '友城', '友好城市', '来宾', '客人', '一行'],
  incoming: ['来访', '来我市', '访问我市', '会见', '接待', '到访', '抵达我市', '率团来'], outgoing: ['出访', '赴', '率团出访', '前往', '应邀访问'], goingTo: ['访问', '到访', '赴', '前往', '来到'], future: ['将', '计划', '拟'],
  events: [{ kind: 'signing', cues: ['签署', '签订', '签约'] }, { kind: 'forum', cues: ['论坛', '研讨会', '大会'] }, { kind: 'exhibition', cues: ['展览', '博览会', '瓷博会'] }, { kind: 'festival', cues: ['艺术节', '文化节'] }, { kind: 'ceremony', cues: ['仪式', '揭幕'] }, { kind: 'meeting', cues: ['会见', '会谈', '座谈', '视频会议'] }, { kind: 'visit', cues: ['访问', '来访', '到访', '考察', '出访'] }],
  relations: { ...plain.relations, twinned: ['结为友好城市', '友好城市', '友城', '结好'], unsure: ['意向', '拟', '希望', '愿意', '提议', '建议', '商谈'], agreement: ['签署.{0,20}(协议|备忘录|意向书)', '备忘录'], renewed: ['恢复', '重启'], longStanding: ['长期', '传统友谊', '多年'], existing: ['合作', '交流', '友谊'], newContact: ['首次'], years: ['N年', 'N周年'], since: ['N年'] },
  fields: { business: ['经贸', '经济', '贸易', '投资', '企业'], culture: ['文化', '艺术', '音乐'], education: ['教育', '学校', '学生', '大学'], tourism: ['旅游', '文旅'], crafts: ['陶瓷', '工艺', '陶艺'], science: ['科技'], sport: ['体育'], agriculture: ['农业'], environment: ['环境', '环保', '生态'], health: ['医疗', '卫生'], youth: ['青年', '青少年'], heritage: ['遗产', '文物'], administration: ['城市管理', '政府'] },
  fieldPlace: ['合作', '交流', '领域', '方面'],
  commitments: [{ state: 'invited', cues: ['邀请'] }, { state: 'agreed', cues: ['同意', '商定', '约定', '达成'] }, { state: 'proposed', cues: ['希望', '建议', '提议', '愿'] }, { state: 'planned', cues: ['将(于|在|继续|举办|派)', '计划'] }],
  topics: [{ topic: 'exchange', cues: ['交流', '互访'] }, { topic: 'business', cues: ['经贸', '投资'] }, { topic: 'agreement', cues: ['协议', '备忘录'] }, { topic: 'cooperation', cues: ['合作'] }],
  acts: [{ kind: 'gift', cues: ['赠送', '互赠', '礼物'] }, { kind: 'tree_planting', cues: ['植树', '种下', '栽种'] }, { kind: 'award', cues: ['荣誉市民', '授予'] }, { kind: 'guest_book', cues: ['留言簿'] }],
  clauseBreaks: ['，', '；'],
}
