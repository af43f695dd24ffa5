// The process that sets papers: opens the compiler and the letters once, then turns one template with its data after another into a PDF.
import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { fontFiles } from './fonts.ts'
import type { Answer, Asked, Told } from './typesetting.ts'

/** Above this many bytes in all, everything remembered is let go of at once. */
const CACHE_BYTES = 250 * 2 ** 20
/** What no paper asked for in so many papers is forgotten: a round of papers of one visit finds its parts again. */
const REMEMBERED_FOR = 10

// Templates lie where the sources are, or where the build laid them beside the bundle; they can read nothing outside that folder.
const templates = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../..' : './papers', import.meta.url))
const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: fontFiles() }] })
const tell = (told: Told): void => void process.send?.(told)

/** A PDF that screen readers can read (PDF/UA-1, ISO 14289-1). Letters no font has are no reason for no paper: then it is only tagged. */
function written(document: NodeTypstDocument, at: number): { pdf: Uint8Array<ArrayBuffer>; accessible: boolean } {
  try {
    return { pdf: new Uint8Array(compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: at })), accessible: true }
  } catch {
    return { pdf: new Uint8Array(compiler.pdf(document, { creationTimestamp: at })), accessible: false }
  }
}

/** Pictures of a paper lie beside the templates as if they were files, as long as it is being set. */
function laid(pictures: Asked['pictures']): void {
  compiler.resetShadow()
  for (const [name, bytes] of Object.entries(pictures)) compiler.mapShadow(`${templates}/pictures/${name}`, Buffer.from(bytes))
}

function set({ template, data, at, pictures }: Asked): Answer {
  laid(pictures)
  const compiled = compiler.compile({ mainFilePath: `${templates}/${template}`, inputs: { data } })
  const fault = compiled.hasError() ? compiled.takeError() : null
  if (fault !== null || compiled.result === null)
    return { is: 'fault', fault: fault === null ? template : JSON.stringify(compiler.fetchDiagnostics(fault)), memory: process.memoryUsage.rss() }
  const { pdf, accessible } = written(compiled.result, at)
  return { is: 'set', pdf, pages: compiled.result.numOfPages, accessible, memory: process.memoryUsage.rss() }
}

process.on('message', (asked: Asked) => {
  let told: Answer
  try {
    told = set(asked)
  } catch (error) {
    told = { is: 'fault', fault: String(error), memory: process.memoryUsage.rss() }
  }
  tell(told)
  compiler.evictCache(told.memory > CACHE_BYTES ? 0 : REMEMBERED_FOR)
})
// Whoever asked is gone: nothing is left to do here.
process.on('disconnect', () => process.exit(0))
tell({ is: 'ready' })
