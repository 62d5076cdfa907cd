import { RESULTS_PAGE } from '../words/results.ts';

export default function ResultPage({ id }: { readonly id: string }) {
  return (
    <h1 className="mb-5 text-2xl font-semibold tracking-tight">
      {RESULTS_PAGE.title} {id}
    </h1>
  );
}
