// Names as Chinese texts have them: surnames, towns of Korea, provinces, one-character names of cities and states.

/** Chinese and Korean surnames of one character, by how common they are. */
export const surnames: ReadonlySet<string> = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚屠豆朴盖练廉禹井祖漆巴丰卿狄索宣晋初云扈晁芮普阙浦戈伏鹿薄邸雍辜羊裘亓修邰赫杭况宿鲜逯隆茹慕危亢嵇湛宾戎勾茅於揭尉冶檀阴昝智幸奉植衡富尧闭'.split(
    '',
  ),
)
/** Surnames that are mostly some other word: 于, 曾, 向, 应, 成, 时. */
export const wordlikeSurnames: ReadonlySet<string> = new Set('于曾向应成时任')

export const doubleSurnames: ReadonlySet<string> = new Set(
  '欧阳 上官 司马 诸葛 皇甫 尉迟 慕容 令狐 司徒 东方 夏侯 端木 长孙 南宫 公孙 轩辕 闻人 独孤 呼延 西门 拓跋'.split(' '),
)

/** Japanese surnames, as far as they are common and not to be mistaken. */
export const japaneseSurnames: ReadonlySet<string> = new Set(
  (
    '佐藤 铃木 高桥 田中 渡边 伊藤 山本 中村 小林 加藤 吉田 山田 佐佐木 佐佐 山口 斋藤 松本 井上 木村 清水 山崎 池田 阿部 桥本 山下 石川 中岛 前田 藤田 小川 冈田 后藤 长谷川 石井 村上 近藤 坂本 远藤 青木 藤井 西村 福田 太田 三浦 藤原 松田 ' +
    '冈本 中川 中野 原田 小野 田村 竹内 金子 和田 中山 石田 上田 森田 柴田 酒井 工藤 横山 宫崎 宫本 内田 高木 安藤 岛田 谷口 大野 高田 丸山 今井 河野 藤本 村田 武田 上野 杉山 增田 小山 大塚 平野 菅原 久保 松井 千叶 岩崎 樱井 木下 野口 ' +
    '松尾 菊地 野村 新井 渡部 佐野 杉本 大西 古川 滨田 市川 小松 高野 水野 吉川 山内 西田 菊池 北村 五十岚 福岛 安田 中田 川口 平田 川崎 本田 久保田 吉村 饭田 东 中西 辻 服部 关口 川上 大久保 岩田 樋口 福井 土屋 松下 秋山 大桥 石原 ' +
    '松冈 西川 泉 泉田 北口 冈部 安倍 小泉 岸田 石破 鸠山 福原 片山 大石 神谷 矢野 内藤 永井 荒木 大岛 熊谷 小岛 白石 望月 须藤 早川 星野 黑田 堀内 尾崎 永田 川村 松永 浅野 吉冈 栗原 广濑 大川 小田 富田 平井 牧野 儿玉'
  ).split(' '),
)

/** Cities and counties of South Korea by their characters. */
export const koreanTowns: ReadonlyMap<string, string> = new Map(
  (
    '首尔 Seoul 汉城 Seoul 釜山 Busan 大邱 Daegu 仁川 Incheon 光州 Gwangju 大田 Daejeon 蔚山 Ulsan 世宗 Sejong 水原 Suwon 城南 Seongnam 议政府 Uijeongbu 安养 Anyang 富川 Bucheon 光明 Gwangmyeong 平泽 Pyeongtaek 东豆川 Dongducheon 安山 Ansan 高阳 Goyang 果川 Gwacheon ' +
    '九里 Guri 南杨州 Namyangju 乌山 Osan 始兴 Siheung 军浦 Gunpo 义王 Uiwang 河南 Hanam 龙仁 Yongin 坡州 Paju 利川 Icheon 安城 Anseong 金浦 Gimpo 华城 Hwaseong 杨州 Yangju 抱川 Pocheon 骊州 Yeoju 涟川 Yeoncheon 加平 Gapyeong 杨平 Yangpyeong 春川 Chuncheon 原州 Wonju ' +
    '江陵 Gangneung 东海 Donghae 太白 Taebaek 束草 Sokcho 三陟 Samcheok 洪川 Hongcheon 横城 Hoengseong 宁越 Yeongwol 平昌 Pyeongchang 旌善 Jeongseon 铁原 Cheorwon 华川 Hwacheon 杨口 Yanggu 麟蹄 Inje 襄阳 Yangyang 清州 Cheongju 忠州 Chungju 堤川 Jecheon 报恩 Boeun 沃川 Okcheon ' +
    '永同 Yeongdong 镇川 Jincheon 槐山 Goesan 阴城 Eumseong 丹阳 Danyang 天安 Cheonan 公州 Gongju 保宁 Boryeong 牙山 Asan 瑞山 Seosan 论山 Nonsan 鸡龙 Gyeryong 唐津 Dangjin 锦山 Geumsan 扶余 Buyeo 舒川 Seocheon 青阳 Cheongyang 洪城 Hongseong 礼山 Yesan 泰安 Taean 全州 Jeonju ' +
    '群山 Gunsan 益山 Iksan 井邑 Jeongeup 南原 Namwon 金堤 Gimje 完州 Wanju 镇安 Jinan 茂朱 Muju 长水 Jangsu 任实 Imsil 淳昌 Sunchang 高敞 Gochang 扶安 Buan 木浦 Mokpo 丽水 Yeosu 顺天 Suncheon 罗州 Naju 光阳 Gwangyang 潭阳 Damyang 谷城 Gokseong 求礼 Gurye 高兴 Goheung ' +
    '宝城 Boseong 和顺 Hwasun 长兴 Jangheung 康津 Gangjin 海南 Haenam 灵岩 Yeongam 务安 Muan 咸平 Hampyeong 灵光 Yeonggwang 长城 Jangseong 莞岛 Wando 珍岛 Jindo 新安 Sinan 浦项 Pohang 庆州 Gyeongju 金泉 Gimcheon 安东 Andong 龟尾 Gumi 荣州 Yeongju 永川 Yeongcheon 尚州 Sangju ' +
    '闻庆 Mungyeong 庆山 Gyeongsan 义城 Uiseong 青松 Cheongsong 英阳 Yeongyang 盈德 Yeongdeok 清道 Cheongdo 高灵 Goryeong 星州 Seongju 漆谷 Chilgok 醴泉 Yecheon 奉化 Bonghwa 蔚珍 Uljin 郁陵 Ulleung 昌原 Changwon 马山 Masan 晋州 Jinju 统营 Tongyeong 泗川 Sacheon 金海 Gimhae ' +
    '密阳 Miryang 巨济 Geoje 梁山 Yangsan 宜宁 Uiryeong 咸安 Haman 昌宁 Changnyeong 固城 Goseong 南海 Namhae 河东 Hadong 山清 Sancheong 咸阳 Hamyang 居昌 Geochang 陕川 Hapcheon 济州 Jeju 西归浦 Seogwipo 江南 Gangnam 瑞草 Seocho 麻浦 Mapo 钟路 Jongno 海云台 Haeundae'
  )
    .split(' ')
    .reduce<[string, string][]>((pairs, word, i, all) => (i % 2 === 0 ? [...pairs, [word, all[i + 1] ?? '']] : pairs), []),
)

/** Prefectures, provinces and states named between a country and its town. */
export const provinces =
  /^(?:(?:北海道|(?:青森|岩手|宫城|秋田|山形|福岛|茨城|栃木|群马|埼玉|千叶|神奈川|新潟|富山|石川|福井|山梨|长野|岐阜|静冈|爱知|三重|滋贺|兵库|奈良|和歌山|鸟取|岛根|冈山|广岛|山口|德岛|香川|爱媛|高知|福冈|佐贺|长崎|熊本|大分|宫崎|鹿儿岛|冲绳)县|(?:大阪|京都)府|东京都|(?:京畿|江原|忠清北|忠清南|忠北|忠南|全罗北|全罗南|全北|全南|庆尚北|庆尚南|庆北|庆南|济州)(?:特别自治)?道|[\p{Script=Han}·-]{2,9}?(?:自由州|联邦州|州|省|大区|自治区|地区|行政区|公国))(?:的|境内|首府|中部|北部|南部|东部|西部)?)/u

/** States by one character: 驻华大使, 中保两国. */
export const stateLetters: Readonly<Record<string, string>> = {
  中: 'CN',
  华: 'CN',
  日: 'JP',
  韩: 'KR',
  德: 'DE',
  法: 'FR',
  英: 'GB',
  美: 'US',
  俄: 'RU',
  意: 'IT',
  保: 'BG',
  匈: 'HU',
  波: 'PL',
  罗: 'RO',
  塞: 'RS',
  希: 'GR',
  捷: 'CZ',
  西: 'ES',
  葡: 'PT',
  泰: 'TH',
  越: 'VN',
  澳: 'AU',
  加: 'CA',
  印: 'IN',
  蒙: 'MN',
  乌: 'UA',
  奥: 'AT',
  瑞: 'SE',
  荷: 'NL',
  比: 'BE',
  土: 'TR',
  克: 'HR',
  斯: 'SI',
}

/** Cities by one character, as consulates and papers call them. */
export const cityLetters: Readonly<Record<string, string>> = {
  沪: '上海',
  穗: '广州',
  蓉: '成都',
  渝: '重庆',
  汉: '武汉',
  沈: '沈阳',
  京: '北京',
  津: '天津',
  港: '香港',
  青: '青岛',
  厦: '厦门',
  深: '深圳',
  杭: '杭州',
  甬: '宁波',
  锡: '无锡',
  洛: '洛阳',
  榕: '福州',
  苏: '苏州',
  宁: '南京',
  鹏: '深圳',
  邕: '南宁',
  昆: '昆明',
  筑: '贵阳',
  连: '大连',
  滨: '哈尔滨',
  温: '温州',
  绍: '绍兴',
  婺: '金华',
  衢: '衢州',
  禾: '嘉兴',
  湖: '湖州',
  台: '台州',
  舟: '舟山',
  泉: '泉州',
  漳: '漳州',
  莆: '莆田',
  赣: '赣州',
  浔: '九江',
  景: '景德镇',
  饶: '上饶',
  徐: '徐州',
  常: '常州',
  通: '南通',
  扬: '扬州',
  镇: '镇江',
  连云: '连云港',
  盐: '盐城',
  烟: '烟台',
  威: '威海',
  潍: '潍坊',
  淄: '淄博',
  济: '济南',
  郑: '郑州',
  汴: '开封',
  宜: '宜昌',
  襄: '襄阳',
  株: '株洲',
  衡: '衡阳',
  柳: '柳州',
  桂: '桂林',
  珠: '珠海',
  佛: '佛山',
  莞: '东莞',
  汕: '汕头',
  惠: '惠州',
  琼: '海口',
  兰: '兰州',
  银: '银川',
  合: '合肥',
  芜: '芜湖',
  石: '石家庄',
  唐: '唐山',
  秦: '秦皇岛',
}
