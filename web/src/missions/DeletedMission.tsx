import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { buttonClass } from '../ui/Button.tsx';
import { useTitle } from '../ui/useTitle.ts';
import { DELETED } from '../words/actions.ts';

/** Not the same as a mission that never was: the reader has just done it. */
export default function DeletedMission() {
  useTitle(DELETED.title);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="mx-auto max-w-lg py-12 text-center">
      <h1 ref={title} tabIndex={-1} className="text-2xl font-semibold">
        {DELETED.title}
      </h1>
      <p className="mt-2 text-muted">{DELETED.text}</p>
      <Link href="/" className={`${buttonClass('primary')} mt-6`}>
        {DELETED.back}
      </Link>
    </div>
  );
}
