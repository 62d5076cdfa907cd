import { useTitle } from '../ui/useTitle.ts';
import { STATUS_PAGE } from '../words/status.ts';

export default function StatusPage() {
  useTitle(STATUS_PAGE.title);
  return <h1 className="mb-5 text-2xl font-semibold tracking-tight">{STATUS_PAGE.title}</h1>;
}
