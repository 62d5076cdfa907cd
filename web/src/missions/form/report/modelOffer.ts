import { REPORT_FORM, REPORT_OPTIONS } from '../../../words/reportForm.ts';
import { type ReportDraft, usesModel } from '../reportDraft.ts';
import type { Asked } from './useReportCall.ts';

/** Whether a language model can be chosen, and what is said of that. */
export interface ModelOffer {
  readonly isChoosable: boolean;
  readonly text: string;
}

/**
 * What is known of the service's model. Where that could not be found out it can be chosen, for the server has the last
 * word; and what is chosen already stays so, that of a copy for instance.
 */
export function modelOffer(
  asked: Asked<{ readonly model: string | null }>,
  draft: Pick<ReportDraft, 'engine'>,
): ModelOffer {
  switch (asked.state) {
    case 'idle':
    case 'loading':
      return { isChoosable: usesModel(draft), text: REPORT_OPTIONS.model_asking };
    case 'failed':
      return { isChoosable: true, text: REPORT_OPTIONS.model_unknown };
    case 'ready': {
      const { model } = asked.data;
      return model === null
        ? { isChoosable: usesModel(draft), text: REPORT_OPTIONS.model_none }
        : { isChoosable: true, text: REPORT_OPTIONS.model_hint(model) };
    }
  }
}

/** Who writes the report as the form stands, by name where the service has told it. */
export function writerText(
  asked: Asked<{ readonly model: string | null }>,
  draft: Pick<ReportDraft, 'engine'>,
): string {
  const model = asked.state === 'ready' ? asked.data.model : null;
  if (usesModel(draft)) return model === null ? REPORT_FORM.writer_unnamed : REPORT_FORM.writer_model(model);
  return model === null ? REPORT_FORM.writer_quotes : REPORT_FORM.writer_quotes_beside(model);
}
