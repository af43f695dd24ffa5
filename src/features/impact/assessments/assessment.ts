// What the yearly self-assessment of a partnership asks, what its marks from 1 to 5 mean, and what a form may say.
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { dayInWords } from '#platform/dates.ts'
import { exactDayField, requiredLine } from '#platform/http/form-fields.ts'

/**
 * A few things an office can say of a tie in five minutes. Marks of 1 to 5 are those of the OECD's pilot with 27 partnerships of towns (read.oecd.org/10.1787/
 * 8af2d425-en), which asked of partners' learning, of stakeholders and of financing; the others are what surveys of twinnings find to matter: how alive it is,
 * whom it reaches, whether there are successors (1,322 Franco-German partnerships), and whether what is promised is done.
 */
export const QUESTIONS = ['activity', 'benefit', 'citizens', 'promises', 'learning', 'means', 'prospects'] as const
export type Question = (typeof QUESTIONS)[number]

export const MARKS = [1, 2, 3, 4, 5] as const
export type Mark = (typeof MARKS)[number]
/** A question that nobody could answer is left out. */
export type Marks = Readonly<Partial<Record<Question, Mark>>>

type QuestionWords = { readonly name: () => string; readonly worst: () => string; readonly best: () => string }
const words: Readonly<Record<Question, QuestionWords>> = {
  activity: { name: () => m.impact_question_activity(), worst: () => m.impact_question_activity_1(), best: () => m.impact_question_activity_5() },
  benefit: { name: () => m.impact_question_benefit(), worst: () => m.impact_question_benefit_1(), best: () => m.impact_question_benefit_5() },
  citizens: { name: () => m.impact_question_citizens(), worst: () => m.impact_question_citizens_1(), best: () => m.impact_question_citizens_5() },
  promises: { name: () => m.impact_question_promises(), worst: () => m.impact_question_promises_1(), best: () => m.impact_question_promises_5() },
  learning: { name: () => m.impact_question_learning(), worst: () => m.impact_question_learning_1(), best: () => m.impact_question_learning_5() },
  means: { name: () => m.impact_question_means(), worst: () => m.impact_question_means_1(), best: () => m.impact_question_means_5() },
  prospects: { name: () => m.impact_question_prospects(), worst: () => m.impact_question_prospects_1(), best: () => m.impact_question_prospects_5() },
}
export const questionName = (question: Question): string => words[question].name()
/** „1 – няма контакти; 5 – …“ */
export const scaleInWords = (question: Question): string => m.impact_scale({ worst: words[question].worst(), best: words[question].best() })

/** The mean of the marks given, in tenths; null where none was given. */
export function meanOf(marks: Marks): number | null {
  const given = QUESTIONS.flatMap((question) => marks[question] ?? [])
  return given.length === 0 ? null : Math.round((given.reduce((sum: number, mark) => sum + mark, 0) * 10) / given.length) / 10
}

/** What a self-assessment says, as any caller gives it. `assessedOn` is YYYY-MM-DD. */
export type AssessmentValues = { readonly marks: Marks; readonly remark: string; readonly assessedBy: string; readonly assessedOn: string }

const markField = z
  .enum(['', '1', '2', '3', '4', '5'])
  .default('')
  .transform((typed): Mark | undefined => (typed === '' ? undefined : (Number(typed) as Mark)))

export const assessmentForm = z
  .object({
    activity: markField,
    benefit: markField,
    citizens: markField,
    promises: markField,
    learning: markField,
    means: markField,
    prospects: markField,
    remark: z.string().trim().max(4000).default(''),
    assessedBy: requiredLine(300),
    assessedOn: exactDayField,
  })
  .transform(({ remark, assessedBy, assessedOn, ...typed }, context): AssessmentValues => {
    const marks = Object.fromEntries(QUESTIONS.flatMap((question) => (typed[question] === undefined ? [] : [[question, typed[question]]]))) as Marks
    if (Object.keys(marks).length === 0) context.addIssue({ code: 'custom', path: ['activity'], message: `m:${m.impact_assessment_no_mark()}` })
    return { marks, remark, assessedBy, assessedOn }
  })

export const assessmentLabel = ({ year, partner }: { readonly year: number; readonly partner: string }): string =>
  m.impact_assessment_label({ partner, year: String(year) })

const markInWords = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

export const assessmentFieldWords = (): FieldWords[] => [
  ...QUESTIONS.map((question) => ({
    name: question,
    label: questionName(question),
    object: m.impact_object_mark({ question: questionName(question) }),
    show: markInWords,
  })),
  { name: 'remark', label: m.impact_assessment_remark(), object: m.impact_object_remark(), show: String },
  { name: 'assessedBy', label: m.impact_assessment_by(), object: m.impact_object_assessed_by(), show: String },
  { name: 'assessedOn', label: m.impact_assessment_on(), object: m.impact_object_assessed_on(), show: (value) => dayInWords(String(value)) },
]
