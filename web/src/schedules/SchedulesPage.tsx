import { useTitle } from '../ui/useTitle.ts';
import { SCHEDULES_PAGE } from '../words/schedules.ts';

export default function SchedulesPage() {
  useTitle(SCHEDULES_PAGE.title);
  return <h1 className="mb-5 text-2xl font-semibold tracking-tight">{SCHEDULES_PAGE.title}</h1>;
}
