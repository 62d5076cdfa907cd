import { useTitle } from '../ui/useTitle.ts';
import { RESULTS_PAGE } from '../words/results.ts';

export default function ResultsPage() {
  useTitle(RESULTS_PAGE.title);
  return <h1 className="mb-5 text-2xl font-semibold tracking-tight">{RESULTS_PAGE.title}</h1>;
}
