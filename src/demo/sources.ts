// The public pages the demonstration rests on; every fact in it names one or more of them.
import type { Citation } from '#platform/texts/citation.ts'

const page = (title: string, url: string | null, date: string | null): Citation => ({ title, url, date, textId: null, quote: null })

export const SOURCES = {
  news: page('Община Троян, новина за международните партньорства', null, '2024-10-24'),
  dojran: page('Општина Дојран, делегација од Тројан во посета', 'https://dojran.gov.mk/2018/09/24/делегација-од-општина-тројан-во-посет/', '2018-09-24'),
  danilovgrad: page('БТА, за побратимяването на Троян с Даниловград', null, '2025-11-27'),
  pernes: page('Община Троян, страница за Перн ле Фонтен', 'https://www.troyan.bg/bg/pern-le-fonten-frantsiya', null),
  charter: page('Троян 21, за хартата с Перн ле Фонтен', 'https://statii.troyan21.com/2024/05/blog-post_21.html', '2024-05'),
  vigneux: page('Comité de jumelage de Vigneux-sur-Seine, page Trojan', 'http://www.comite-jumelage-vigneux-sur-seine.org/ville-jumelees/trojan.html', null),
  frenchVisit: page('Троян 21, за френските гости на празника на града', 'https://statii.troyan21.com/2024/10/blog-post_23.html?m=0', '2024-10'),
  forum: page('Троян 21, за форума в Джиндъджън', 'https://statii.troyan21.com/2024/10/blog-post_87.html?m=0', '2024-10'),
  mayors: page('Без партиен, за „Диалога на кметовете“', 'https://www.bezpartien.bg/?p=178696', '2025'),
  oreshak: page('БТА, за обмена на творци с Джиндъджън', null, null),
  ningbo: page('Троян 21, за изложбата в Нинбо', 'https://statii.troyan21.com/2019/04/blog-post_5.html', '2019-04'),
  drama: page(
    'troyan.net, за интереса на община Драма',
    'https://troyan.net/obshtina/gratskata-obshtina-drama-e-potarsila-satrudnitchestvo-s-obshtina-troyan/',
    null,
  ),
} as const satisfies Record<string, Citation>
