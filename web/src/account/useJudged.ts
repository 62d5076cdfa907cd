import { useEffect, useState } from 'react';

interface Judged {
  /** Of the control. */
  readonly id: string;
  readonly problem: string | undefined;
}

interface Judging {
  /** What to say beside a control; nothing before the form was sent. */
  readonly problemOf: (id: string) => string | undefined;
  /** Whether the form may be sent. If not, the focus goes to the first control that is wrong, as the browser would do. */
  readonly judge: () => boolean;
}

/** How a form of one or two fields is judged: by us and not by the browser, whose bubble is gone before it is read. */
export function useJudged(form: string, fields: readonly Judged[]): Judging {
  // Anew at each sending: the focus goes there again, though the same field is wrong.
  const [told, setTold] = useState<{ readonly form: string; readonly first: string } | null>(null);
  useEffect(() => {
    if (told !== null) document.getElementById(told.first)?.focus();
  }, [told]);
  return {
    problemOf: (id) => (told?.form === form ? fields.find((field) => field.id === id)?.problem : undefined),
    judge: () => {
      const wrong = fields.find(({ problem }) => problem !== undefined);
      setTold(wrong === undefined ? null : { form, first: wrong.id });
      return wrong === undefined;
    },
  };
}
