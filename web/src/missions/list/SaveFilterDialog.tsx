import { useId, useState } from 'react';
import { useStore } from '../../store.ts';
import { Button } from '../../ui/Button.tsx';
import { beginHere } from '../../ui/beginHere.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { describedBy, Field, INPUT } from '../../ui/Field.tsx';
import { toast } from '../../ui/toast.ts';
import { SAVED_WORDS } from '../../words/listTools.ts';
import { filterText, readFilter } from '../listFilter.ts';
import { keepSaved, MAX_NAME, MAX_SAVED, nameProblem, savedAs, savedFilters, withSaved } from './savedFilters.ts';

interface Props {
  readonly uid: string;
  /** The filter’s address. One that is saved is renamed or deleted. */
  readonly href: string;
  readonly onClose: () => void;
}

/** Gives a filter a name, another one, or takes it away. */
export function SaveFilterDialog({ uid, href, onClose }: Props) {
  const id = useId();
  const form = useNaming(uid, href, onClose);
  const { isNew } = form;
  return (
    <Dialog labelledBy={`${id}-title`} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!form.save()) document.getElementById(id)?.focus();
        }}
      >
        <h2 id={`${id}-title`} className="mb-4 text-lg font-semibold">
          {isNew ? SAVED_WORDS.save : SAVED_WORDS.edit_title}
        </h2>
        <Field id={id} label={SAVED_WORDS.name} hint={SAVED_WORDS.name_hint} problem={form.problem}>
          <input
            {...describedBy(id, form.problem)}
            ref={beginHere}
            // A name is proposed or was given: whoever types means another one, not more of it.
            onFocus={(event) => event.target.select()}
            className={INPUT}
            value={form.name}
            maxLength={MAX_NAME}
            autoComplete="off"
            onChange={(event) => form.setName(event.target.value)}
          />
        </Field>
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          {!isNew && (
            <Button look="danger" className="mr-auto" onClick={form.remove}>
              {SAVED_WORDS.remove}
            </Button>
          )}
          <Button onClick={onClose}>{SAVED_WORDS.cancel}</Button>
          <Button type="submit" look="primary">
            {SAVED_WORDS.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useNaming(uid: string, href: string, onClose: () => void) {
  const saved = useStore(savedFilters);
  // The same filter may have been saved meanwhile, in another order of its parts: it gets a new name, not a second one.
  const present = savedAs(saved, href);
  const [name, setName] = useState(() => present?.name ?? filterText(readFilter(href.slice(1))).slice(0, MAX_NAME));
  const [isTried, setTried] = useState(false);
  const problem = nameProblem(name, saved, present?.name ?? null);
  const end = (next: typeof saved, said: string): void => {
    keepSaved(uid, next);
    onClose();
    toast(said);
  };
  /** False where the name can't be given. */
  const save = (): boolean => {
    setTried(true);
    if (problem !== null) return false;
    end(withSaved(saved, { name: name.trim(), href }), SAVED_WORDS.saved);
    return true;
  };
  const remove = (): void =>
    end(
      saved.filter((one) => one !== present),
      SAVED_WORDS.removed,
    );
  return {
    isNew: present === undefined,
    name,
    setName,
    problem: isTried ? problemText(problem) : undefined,
    save,
    remove,
  };
}

function problemText(problem: ReturnType<typeof nameProblem>): string | undefined {
  switch (problem) {
    case null:
      return undefined;
    case 'empty':
      return SAVED_WORDS.needs_name;
    case 'taken':
      return SAVED_WORDS.taken;
    case 'too_many':
      return SAVED_WORDS.too_many(MAX_SAVED);
  }
}
