// What letters of a visit say, in eight languages: an invitation, the polite refusal of a request, and that we come as we were invited.
import type { LetterKind } from './letter.ts'
import type { LetterLanguage } from './letter-day.ts'

/**
 * From the salutation to the closing words; who signs stands in a field of its own, under the line for the pen. `{name}` is filled in; what stands in square
 * brackets is left out when anything in it is not known. `{address}` is the salutation inside a sentence. Serbian and Montenegrin are written alike here: words
 * in which the two differ are left out.
 */
export type Wording = { readonly subject: string; readonly body: string }

/** How a letter begins when nobody is addressed by name. */
export const TO_ALL: Readonly<Record<LetterLanguage, string>> = {
  bg: 'Уважаеми госпожи и господа,',
  en: 'Dear Sir or Madam,',
  fr: 'Madame, Monsieur,',
  it: 'Gentili Signore e Signori,',
  mk: 'Почитувани,',
  sr: 'Poštovani,',
  zh: '尊敬的先生/女士：',
  de: 'Sehr geehrte Damen und Herren,',
}

export const WORDINGS: Readonly<Record<LetterKind, Readonly<Record<LetterLanguage, Wording>>>> = {
  invitation: {
    bg: {
      subject: 'Покана за посещение в {home}',
      body: `{salutation}

от името на община {home} имам честта да Ви поканя на посещение в {home}[ {when}][ по повод: {occasion}]. Ще се радваме да посрещнем Вас и делегация на {partner}.

[Цел на посещението: {purpose}

]За да подготвим добре престоя Ви, Ви молим[ до {by}] да ни изпратите имената, длъжностите и езиците на членовете на делегацията, кога и с какво пристигате, както и особени изисквания към настаняването и храненето. Предварителната програма ще Ви изпратим за съгласуване.

Очакваме срещата с радост и вярваме, че тя ще укрепи приятелството между нас.

С уважение,`,
    },
    en: {
      subject: 'Invitation to visit {home}',
      body: `{salutation}

On behalf of the Municipality of {home} I have the honour to invite you to visit {home}[ {when}][, on the occasion of: {occasion}]. We should be delighted to welcome you and a delegation from {partner}.

[Purpose of the visit: {purpose}

]So that we may prepare your stay well, we should be grateful if you could send us[ by {by}] the names, posts and languages of the members of the delegation, when and how you arrive, and any special requirements for accommodation and meals. The draft programme will be sent to you for your approval.

We look forward to meeting you and trust that the visit will strengthen the friendship between us.

Yours sincerely,`,
    },
    fr: {
      subject: 'Invitation à une visite à {home}',
      body: `{salutation}

Au nom de la municipalité de {home}, j’ai l’honneur de vous inviter à une visite à {home}[ {when}][, à l’occasion de : {occasion}]. Nous serions très heureux de vous accueillir, ainsi qu’une délégation de {partner}.

[Objet de la visite : {purpose}

]Afin de bien préparer votre séjour, nous vous serions reconnaissants de nous communiquer[ avant le {by}] les noms, fonctions et langues des membres de la délégation, la date et le moyen de votre arrivée, ainsi que vos éventuelles demandes particulières pour l’hébergement et les repas. Le projet de programme vous sera soumis pour accord.

Nous nous réjouissons de cette rencontre, qui renforcera, nous en sommes convaincus, l’amitié qui nous unit.

Je vous prie d’agréer, {address}, l’expression de ma haute considération.`,
    },
    it: {
      subject: 'Invito a visitare {home}',
      body: `{salutation}

a nome del Comune di {home} ho l’onore di invitarLa a visitare {home}[ {when}][, in occasione di: {occasion}]. Saremmo lieti di accogliere Lei e una delegazione di {partner}.

[Scopo della visita: {purpose}

]Per preparare al meglio il Vostro soggiorno, Vi preghiamo di comunicarci[ entro il {by}] i nomi, gli incarichi e le lingue dei membri della delegazione, quando e come arriverete, nonché eventuali esigenze particolari per l’alloggio e i pasti. Il programma provvisorio Vi sarà inviato per approvazione.

Attendiamo con piacere l’incontro, certi che rafforzerà l’amicizia tra le nostre comunità.

Con i più cordiali saluti,`,
    },
    mk: {
      subject: 'Покана за посета на {home}',
      body: `{salutation}

во името на Општина {home} имам чест да Ве поканам на посета на {home}[ {when}][ по повод: {occasion}]. Ќе ни биде задоволство да Ве пречекаме Вас и делегација од {partner}.

[Цел на посетата: {purpose}

]За добро да го подготвиме Вашиот престој, Ве молиме[ до {by}] да ни ги испратите имињата, функциите и јазиците на членовите на делегацијата, кога и со што пристигнувате, како и посебни барања за сместувањето и исхраната. Предлог-програмата ќе Ви ја испратиме на усогласување.

Со радост ја очекуваме средбата и веруваме дека таа ќе го зацврсти пријателството меѓу нас.

Со почит,`,
    },
    sr: {
      subject: 'Poziv u {home}',
      body: `{salutation}

u ime Opštine {home} imam čast da Vas pozovem da budete naš gost[ {when}][ povodom: {occasion}]. Bilo bi nam zadovoljstvo da ugostimo Vas i Vašu delegaciju ({partner}).

[Svrha boravka: {purpose}

]Kako bismo dobro pripremili Vaš boravak, molimo Vas da nam[ do {by}] dostavite imena, funkcije i jezike članova delegacije, kada i čime dolazite, kao i posebne potrebe za boravak i ishranu. Nacrt programa poslaćemo Vam na usaglašavanje.

Radujemo se susretu i nadamo se da će ojačati naše prijateljstvo.

S poštovanjem,`,
    },
    zh: {
      subject: '邀请访问{home}',
      body: `{salutation}

我谨代表{home}市政府，诚挚邀请您[{when}]访问{home}[，参加以下活动：{occasion}]。我们将非常高兴接待您以及{partner}代表团。

[访问目的：{purpose}

]为了做好接待准备，请[于{by}之前]将代表团成员的姓名、职务、使用语言、抵达时间与交通方式，以及在住宿和饮食方面的特殊要求告知我们。访问日程草案将提前寄送，供贵方确认。

我们期待与您会面，相信此次访问将进一步加深双方的友谊。

此致
敬礼！`,
    },
    de: {
      subject: 'Einladung nach {home}',
      body: `{salutation}

im Namen der Gemeinde {home} habe ich die Ehre, Sie[ {when}] zu einem Besuch in {home} einzuladen[ (Anlass: {occasion})]. Wir würden uns freuen, Sie und eine Delegation aus {partner} willkommen zu heißen.

[Zweck des Besuchs: {purpose}

]Damit wir Ihren Aufenthalt gut vorbereiten können, bitten wir Sie, uns[ bis zum {by}] die Namen, Funktionen und Sprachen der Mitglieder der Delegation, Zeit und Art der Anreise sowie besondere Wünsche zu Unterkunft und Verpflegung mitzuteilen. Der Programmentwurf wird Ihnen zur Abstimmung zugesandt.

Wir freuen uns auf die Begegnung und sind überzeugt, dass sie unsere Freundschaft festigen wird.

Mit freundlichen Grüßen`,
    },
  },
  regret: {
    bg: {
      subject: 'Отговор на Вашето искане за посещение',
      body: `{salutation}

благодарим Ви за желанието да посетите {home}[ {when}].

За съжаление по това време не можем да Ви посрещнем така, както бихме искали. Ще се радваме да намерим заедно друго време и Ви молим да ни предложите подходящи за Вас дни.

Ценим високо сътрудничеството си с {partner} и се надяваме на скорошна среща.

С уважение,`,
    },
    en: {
      subject: 'Reply to your request for a visit',
      body: `{salutation}

Thank you for your wish to visit {home}[ {when}].

We regret that at that time we are unable to receive you as we should wish to. We should be glad to find another time together and would ask you to suggest dates that suit you.

We greatly value our cooperation with {partner} and hope to meet you soon.

Yours sincerely,`,
    },
    fr: {
      subject: 'Réponse à votre demande de visite',
      body: `{salutation}

Nous vous remercions de votre souhait de venir à {home}[ {when}].

Nous ne sommes malheureusement pas en mesure de vous recevoir à cette période comme nous le souhaiterions. Nous serions heureux de convenir avec vous d’un autre moment et vous prions de bien vouloir nous proposer des dates.

Nous attachons un grand prix à notre coopération avec {partner} et espérons vous rencontrer prochainement.

Je vous prie d’agréer, {address}, l’expression de ma haute considération.`,
    },
    it: {
      subject: 'Risposta alla Vostra richiesta di visita',
      body: `{salutation}

La ringraziamo per il desiderio di visitare {home}[ {when}].

Purtroppo in quel periodo non siamo in grado di accoglierVi come vorremmo. Saremmo lieti di trovare insieme un altro momento e Vi preghiamo di proporci le date a Voi più gradite.

Teniamo molto alla collaborazione con {partner} e ci auguriamo di incontrarVi presto.

Con i più cordiali saluti,`,
    },
    mk: {
      subject: 'Одговор на Вашето барање за посета',
      body: `{salutation}

Ви благодариме за желбата да го посетите {home}[ {when}].

За жал, во тоа време не сме во можност да Ве пречекаме онака како што би сакале. Ќе ни биде драго заедно да најдеме друго време и Ве молиме да ни предложите денови што Ви одговараат.

Високо ја цениме соработката со {partner} и се надеваме на скора средба.

Со почит,`,
    },
    sr: {
      subject: 'Odgovor na Vaš dopis',
      body: `{salutation}

zahvaljujemo na želji da budete naši gosti[ {when}].

Nažalost, u tom periodu nismo u mogućnosti da Vas ugostimo u skladu sa našim željama. Bilo bi nam drago da zajedno dogovorimo drugi termin i molimo Vas da nam predložite datume koji Vam odgovaraju.

Saradnja {home} – {partner} nam mnogo znači i nadamo se skorom susretu.

S poštovanjem,`,
    },
    zh: {
      subject: '关于贵方来访请求的答复',
      body: `{salutation}

感谢您希望[{when}]访问{home}。

十分遗憾，届时我们无法如愿接待贵方。我们很愿意与您另行商定时间，并请您提出合适的日期。

我们高度重视与{partner}的合作，期待早日与您会面。

此致
敬礼！`,
    },
    de: {
      subject: 'Antwort auf Ihre Besuchsanfrage',
      body: `{salutation}

vielen Dank für Ihren Wunsch,[ {when}] nach {home} zu kommen.

Leider können wir Sie zu dieser Zeit nicht so empfangen, wie wir es gern täten. Wir würden uns freuen, gemeinsam einen anderen Termin zu finden, und bitten Sie um Vorschläge.

Die Zusammenarbeit mit {partner} ist uns sehr wichtig; wir hoffen auf ein baldiges Wiedersehen.

Mit freundlichen Grüßen`,
    },
  },
  journey: {
    bg: {
      subject: 'Посещение на делегация на {home}',
      body: `{salutation}

благодаря Ви за поканата. С удоволствие потвърждавам, че делегация на община {home} ще посети {partner}[ {when}][ по повод: {occasion}].

[Какво бихме искали да постигнем: {purpose}

]Състава на делегацията, кога и с какво пристигаме ще Ви съобщим допълнително. Ще Ви бъдем благодарни, ако ни изпратите предварителната програма.

Радваме се на предстоящата среща.

С уважение,`,
    },
    en: {
      subject: 'Visit of a delegation from {home}',
      body: `{salutation}

Thank you for your invitation. I have the pleasure of confirming that a delegation of the Municipality of {home} will visit {partner}[ {when}][, on the occasion of: {occasion}].

[What we should like to achieve: {purpose}

]The members of the delegation, and when and how we arrive, will be communicated to you in due course. We should be grateful to receive the draft programme.

We look forward to our meeting.

Yours sincerely,`,
    },
    fr: {
      subject: 'Visite d’une délégation de {home}',
      body: `{salutation}

Je vous remercie de votre invitation. J’ai le plaisir de vous confirmer qu’une délégation de la municipalité de {home} se rendra à {partner}[ {when}][, à l’occasion de : {occasion}].

[Ce que nous souhaiterions accomplir : {purpose}

]La composition de la délégation ainsi que la date et le moyen de notre arrivée vous seront communiqués ultérieurement. Nous vous serions reconnaissants de bien vouloir nous transmettre le projet de programme.

Nous nous réjouissons de cette prochaine rencontre.

Je vous prie d’agréer, {address}, l’expression de ma haute considération.`,
    },
    it: {
      subject: 'Visita di una delegazione di {home}',
      body: `{salutation}

La ringrazio per l’invito. Ho il piacere di confermare che una delegazione del Comune di {home} visiterà {partner}[ {when}][, in occasione di: {occasion}].

[Che cosa vorremmo realizzare: {purpose}

]La composizione della delegazione, quando e come arriveremo Vi saranno comunicati in seguito. Vi saremmo grati se poteste inviarci il programma provvisorio.

Attendiamo con piacere il nostro incontro.

Con i più cordiali saluti,`,
    },
    mk: {
      subject: 'Посета на делегација од {home}',
      body: `{salutation}

Ви благодарам за поканата. Со задоволство потврдувам дека делегација од Општина {home} ќе оствари посета на {partner}[ {when}][ по повод: {occasion}].

[Што би сакале да постигнеме: {purpose}

]Составот на делегацијата, кога и со што пристигнуваме ќе Ви ги соопштиме дополнително. Ќе Ви бидеме благодарни ако ни ја испратите предлог-програмата.

Се радуваме на претстојната средба.

Со почит,`,
    },
    sr: {
      subject: 'Dolazak delegacije Opštine {home}',
      body: `{salutation}

zahvaljujem na pozivu. Sa zadovoljstvom potvrđujem da će delegacija Opštine {home} doći u {partner}[ {when}][ povodom: {occasion}].

[Šta želimo da postignemo: {purpose}

]Sastav delegacije, kao i kada i čime dolazimo, javićemo Vam naknadno. Bili bismo zahvalni da nam pošaljete nacrt programa.

Radujemo se skorom susretu.

S poštovanjem,`,
    },
    zh: {
      subject: '{home}代表团来访',
      body: `{salutation}

感谢您的邀请。我很高兴地确认，{home}市代表团将[{when}]访问{partner}[，参加以下活动：{occasion}]。

[我们希望达成的目标：{purpose}

]代表团名单、抵达时间与交通方式将另行通知。如蒙寄送访问日程草案，我们将不胜感激。

我们期待与您会面。

此致
敬礼！`,
    },
    de: {
      subject: 'Besuch einer Delegation aus {home}',
      body: `{salutation}

vielen Dank für Ihre Einladung. Gern bestätige ich, dass eine Delegation der Gemeinde {home} {partner}[ {when}] besuchen wird[ (Anlass: {occasion})].

[Was wir erreichen möchten: {purpose}

]Die Zusammensetzung der Delegation sowie Zeit und Art der Anreise teilen wir Ihnen noch mit. Für die Zusendung des Programmentwurfs wären wir Ihnen dankbar.

Wir freuen uns auf die Begegnung.

Mit freundlichen Grüßen`,
    },
  },
}
