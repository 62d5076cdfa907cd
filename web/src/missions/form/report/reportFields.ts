import type { DraftProblem } from '../../draftProblems.ts';
import type { ReportDraft } from '../reportDraft.ts';

/** The fields of a report in whatever form has them. */
export interface ReportFields {
  readonly draft: ReportDraft;
  readonly problemOf: (field: DraftProblem['field']) => string | undefined;
  readonly onChange: (part: Partial<ReportDraft>) => void;
  /** What is said of the missions to choose from, where that is not the usual. */
  readonly missionsHint?: string;
}
