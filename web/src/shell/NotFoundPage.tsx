import { Link, useLocation } from 'wouter';
import { buttonClass } from '../ui/Button.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { NOT_FOUND } from '../words/notFound.ts';

/** Also for addresses below `/guide/` that no chapter has: Hosting answers those with this page. */
export default function NotFoundPage() {
  const [path] = useLocation();
  const isGuide = path.startsWith('/guide/');
  const toGuide = (
    <a href="/guide" className={buttonClass(isGuide ? 'primary' : 'plain')}>
      {NOT_FOUND.to_guide}
    </a>
  );
  useTitle(NOT_FOUND.tab);
  return (
    <div className="mx-auto max-w-md py-16 text-center">
      <h1 className="text-2xl font-semibold">{isGuide ? NOT_FOUND.guide_title : NOT_FOUND.title}</h1>
      <p className="mt-2 text-muted">{isGuide ? NOT_FOUND.guide_text : NOT_FOUND.text}</p>
      <p className="mt-6 flex flex-wrap justify-center gap-3">
        {isGuide && toGuide}
        <Link href="/" className={buttonClass(isGuide ? 'plain' : 'primary')}>
          {NOT_FOUND.to_missions}
        </Link>
        {!isGuide && toGuide}
      </p>
    </div>
  );
}
