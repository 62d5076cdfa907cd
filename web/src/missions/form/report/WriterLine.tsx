import { REPORT_FORM } from '../../../words/reportForm.ts';
import type { ReportDraft } from '../reportDraft.ts';
import { writerText } from './modelOffer.ts';
import { useReportCall } from './useReportCall.ts';

export interface WriterLineProps {
  readonly draft: ReportDraft;
  /** To where it is chosen. */
  readonly onChange: () => void;
}

/** Who writes the report, told before the step where that is chosen: whoever makes it at once may want another. */
export default function WriterLine({ draft, onChange }: WriterLineProps) {
  const types = useReportCall((calls) => calls.missionTypes(), true);
  return (
    <p className="text-sm wrap-any text-muted" data-writer>
      {writerText(types, draft)}{' '}
      <button type="button" onClick={onChange} className="min-h-6 text-accent underline underline-offset-2">
        {REPORT_FORM.writer_change}
      </button>
    </p>
  );
}
