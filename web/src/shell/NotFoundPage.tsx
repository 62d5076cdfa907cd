import { Link } from 'wouter';
import { buttonClass } from '../ui/Button.tsx';
import { useTitle } from '../ui/useTitle.ts';

export function NotFoundPage() {
  useTitle('Page not found');
  return (
    <div className="mx-auto max-w-md py-16 text-center">
      <h1 className="text-2xl font-semibold">There is no page here</h1>
      <p className="mt-2 text-muted">The address may be mistyped, or the page has moved.</p>
      <Link href="/" className={`${buttonClass('primary')} mt-6`}>
        To the missions
      </Link>
    </div>
  );
}
