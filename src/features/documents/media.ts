// The kinds of files an office keeps: what each is called, how it travels, and what can be shown or read of it.
import { m } from '#messages'
import type { Format } from './extraction/extracted.ts'
import { extensionOf } from './extraction/kinds.ts'

export const MEDIA = [
  'pdf',
  'docx',
  'odt',
  'doc',
  'rtf',
  'xlsx',
  'ods',
  'xls',
  'csv',
  'pptx',
  'odp',
  'ppt',
  'jpeg',
  'png',
  'webp',
  'gif',
  'tiff',
  'heic',
  'mp4',
  'txt',
  'eml',
  'msg',
  'p7m',
] as const
export type Media = (typeof MEDIA)[number]

type About = {
  readonly type: string
  /** The first is the one a name is given. */
  readonly endings: readonly string[]
  readonly name: () => string
  /** What the browser may show in its window by itself; everything else is only handed out. */
  readonly inline?: true
  readonly picture?: true
  /** As what its text is read. */
  readonly text?: Format
  /** Carries the place it was taken at, which we cannot take out: never shown to citizens. */
  readonly tellsPlace?: true
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const OASIS = 'application/vnd.oasis.opendocument'

const ABOUT: Readonly<Record<Media, About>> = {
  pdf: { type: 'application/pdf', endings: ['pdf'], name: m.documents_media_pdf, inline: true, text: 'pdf' },
  docx: { type: `${OFFICE}.wordprocessingml.document`, endings: ['docx', 'dotx'], name: m.documents_media_docx, text: 'docx' },
  odt: { type: `${OASIS}.text`, endings: ['odt', 'ott'], name: m.documents_media_odt, text: 'odt' },
  doc: { type: 'application/msword', endings: ['doc', 'dot'], name: m.documents_media_doc },
  rtf: { type: 'application/rtf', endings: ['rtf'], name: m.documents_media_rtf },
  xlsx: { type: `${OFFICE}.spreadsheetml.sheet`, endings: ['xlsx', 'xltx'], name: m.documents_media_xlsx },
  ods: { type: `${OASIS}.spreadsheet`, endings: ['ods', 'ots'], name: m.documents_media_ods },
  xls: { type: 'application/vnd.ms-excel', endings: ['xls', 'xlt'], name: m.documents_media_xls },
  csv: { type: 'text/csv', endings: ['csv'], name: m.documents_media_csv, text: 'txt' },
  pptx: { type: `${OFFICE}.presentationml.presentation`, endings: ['pptx', 'ppsx', 'potx'], name: m.documents_media_pptx },
  odp: { type: `${OASIS}.presentation`, endings: ['odp', 'otp'], name: m.documents_media_odp },
  ppt: { type: 'application/vnd.ms-powerpoint', endings: ['ppt', 'pps', 'pot'], name: m.documents_media_ppt },
  jpeg: { type: 'image/jpeg', endings: ['jpg', 'jpeg', 'jpe', 'jfif'], name: m.documents_media_jpeg, inline: true, picture: true },
  png: { type: 'image/png', endings: ['png'], name: m.documents_media_png, inline: true, picture: true },
  webp: { type: 'image/webp', endings: ['webp'], name: m.documents_media_webp, inline: true, picture: true },
  gif: { type: 'image/gif', endings: ['gif'], name: m.documents_media_gif, inline: true, picture: true },
  tiff: { type: 'image/tiff', endings: ['tif', 'tiff'], name: m.documents_media_tiff, picture: true },
  heic: { type: 'image/heic', endings: ['heic', 'heif'], name: m.documents_media_heic, tellsPlace: true },
  mp4: { type: 'video/mp4', endings: ['mp4', 'm4v', 'mov'], name: m.documents_media_mp4, tellsPlace: true },
  txt: { type: 'text/plain; charset=utf-8', endings: ['txt', 'text', 'md', 'markdown', 'log'], name: m.documents_media_txt, text: 'txt' },
  eml: { type: 'message/rfc822', endings: ['eml'], name: m.documents_media_eml, text: 'eml' },
  msg: { type: 'application/vnd.ms-outlook', endings: ['msg'], name: m.documents_media_msg },
  p7m: { type: 'application/pkcs7-mime', endings: ['p7m', 'p7s'], name: m.documents_media_p7m },
}

export const mediaName = (media: Media): string => ABOUT[media].name()
/** For the Content-Type; a text's own character set is not known for certain, so it is only handed out, never shown. */
export const mediaType = (media: Media): string => ABOUT[media].type
export const isInline = (media: Media): boolean => ABOUT[media].inline === true
export const isPicture = (media: Media): boolean => ABOUT[media].picture === true
export const hasThumbnail = (media: Media): boolean => media === 'pdf' || isPicture(media)
export const textFormat = (media: Media): Format | null => ABOUT[media].text ?? null
export const tellsPlace = (media: Media): boolean => ABOUT[media].tellsPlace === true

/** What the box of the upload offers to choose; the content decides afterwards. */
export const ACCEPTED = Object.values(ABOUT)
  .flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
  .join(',')

const ENDINGS = new Map(MEDIA.flatMap((media) => ABOUT[media].endings.map((ending) => [ending, media] as const)))

/** True when the name's ending speaks of another kind than the content is. An ending we do not know, or none, says nothing. */
export const namedOtherwise = (fileName: string, media: Media): boolean => {
  const ending = extensionOf(fileName)
  return ending !== '' && !ABOUT[media].endings.includes(ending) && (ENDINGS.has(ending) || DANGEROUS_ENDINGS.has(ending))
}

/** The name under which a file is handed out: with an ending that its content has. */
export function nameWithItsEnding(fileName: string, media: Media): string {
  const { endings } = ABOUT[media]
  if (endings.includes(extensionOf(fileName))) return fileName
  const bare = namedOtherwise(fileName, media) ? fileName.slice(0, -(extensionOf(fileName).length + 1)) : fileName
  return `${bare === '' ? '-' : bare}.${endings[0]!}`
}

/** Endings by which a computer knows a program or a page to be run; a text with such a name is not taken. */
export const DANGEROUS_ENDINGS: ReadonlySet<string> = new Set(
  'exe com scr msi msp bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh hta jar class reg lnk url pif cpl dll sys sh bash py pl php rb apk app dmg iso img vhd chm html htm xhtml svg svgz mht mhtml xml xsl docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm'.split(
    ' ',
  ),
)
