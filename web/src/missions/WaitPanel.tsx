import { Suspense, useId, useState } from 'react';
import type { Choice } from '../../../functions/src/schema/wait.ts';
import { session } from '../session.ts';
import { ErrorBoundary } from '../shell/ErrorBoundary.tsx';
import { lazyPart } from '../shell/lazyPart.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { useStore } from '../store.ts';
import { Button } from '../ui/Button.tsx';
import { CommandLine } from '../ui/CommandLine.tsx';
import { INPUT } from '../ui/Field.tsx';
import { REFUSE_DIALOG } from '../words/actions.ts';
import { WAIT_WORDS } from '../words/mission.ts';
import { OFFLINE_REASON, ONE_MOMENT } from '../words/shared.ts';
import { signalCommand } from './apiCommands.ts';
import { type CommandState, sendCommands } from './commands.ts';
import type { WaitView } from './waitView.ts';

const ReasonDialog = lazyPart(() => import('./ReasonDialog.tsx'));

/** As many characters as the API takes. */
const MAX_COMMENT = 1_000;

interface Props {
  readonly id: string;
  readonly wait: WaitView;
  readonly pending: CommandState['pending'];
}

/** What the mission waits for, and how to give it. */
export function WaitPanel({ id, wait, pending }: Props) {
  return (
    <section
      aria-labelledby="wait-title"
      data-tone="waiting"
      data-wait={wait.kind}
      className="panel border-tone-line bg-tint px-4 py-4 md:px-6 md:py-5"
    >
      <h2 id="wait-title" tabIndex={-1} className="text-lg font-semibold">
        {wait.title}
      </h2>
      {wait.question !== '' && (
        <p className="mt-1.5 max-h-96 max-w-[75ch] overflow-y-auto wrap-any whitespace-pre-wrap">{wait.question}</p>
      )}
      {wait.kind === 'approval' && <Answering key={wait.waitId} id={id} wait={wait} pending={pending} />}
      {wait.kind === 'signal' && <Signalling id={id} signal={wait.signal} />}
      <p className="mt-3 text-sm text-muted">
        {wait.untilText} {wait.thenText}
      </p>
    </section>
  );
}

interface AnsweringProps extends Props {
  readonly wait: Extract<WaitView, { kind: 'approval' }>;
}

/** The choices as buttons. Each names the question it answers, so that it can't meet the next one. */
function Answering({ id, wait, pending }: AnsweringProps) {
  const [comment, setComment] = useState('');
  const isOffline = useFreshness().isCutOff;
  const chosen = pending?.command === 'answer' ? pending.body.choice : null;
  const [refusing, setRefusing] = useState<Choice | null>(null);
  const answer = (choice: string, comment: string): void => {
    const said = comment.trim();
    const body = { choice, wait_id: wait.waitId, ...(said === '' ? {} : { comment: said }) };
    void sendCommands(id, [{ command: 'answer', body }]);
  };
  const blocked = isOffline ? OFFLINE_REASON : pending === null ? null : ONE_MOMENT;
  return (
    <div className="mt-4">
      <CommentField value={comment} onChange={setComment} />
      <div className="mt-3 flex flex-wrap gap-3">
        {wait.choices.map(({ choice, label, asksWhy }, index) => (
          <Button
            key={choice}
            look={index === 0 ? 'primary' : 'plain'}
            className="max-w-full wrap-any whitespace-normal"
            isBusy={chosen === choice}
            blocked={chosen === choice ? null : blocked}
            onClick={() =>
              asksWhy && comment.trim() === '' ? setRefusing({ choice, label }) : answer(choice, comment)
            }
          >
            {chosen === choice ? WAIT_WORDS.answering : label}
          </Button>
        ))}
      </div>
      {refusing !== null && (
        <ErrorBoundary>
          <Suspense fallback={null}>
            <ReasonDialog
              title={REFUSE_DIALOG.title(refusing.label)}
              text={REFUSE_DIALOG.text}
              confirm={refusing.label}
              keep={REFUSE_DIALOG.keep}
              most={MAX_COMMENT}
              onClose={() => setRefusing(null)}
              onConfirm={(reason) => {
                setRefusing(null);
                answer(refusing.choice, reason);
              }}
            />
          </Suspense>
        </ErrorBoundary>
      )}
    </div>
  );
}

interface CommentProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function CommentField({ value, onChange }: CommentProps) {
  const hint = useId();
  return (
    <>
      <label className="block max-w-xl">
        <span className="text-sm font-medium">{WAIT_WORDS.comment}</span>
        <textarea
          rows={1}
          maxLength={MAX_COMMENT}
          aria-describedby={hint}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`${INPUT} mt-1 block field-sizing-content max-h-40`}
        />
      </label>
      <p id={hint} className="mt-1 text-sm text-muted">
        {WAIT_WORDS.comment_hint}
      </p>
    </>
  );
}

function Signalling({ id, signal }: { readonly id: string; readonly signal: string }) {
  const who = useStore(session);
  const isLocal = who.phase === 'in' && who.isLocal;
  return (
    <>
      <p className="mt-2">
        {WAIT_WORDS.signal_name} <span className="font-mono text-[0.875rem] wrap-any">{signal}</span>
      </p>
      <div className="mt-3 max-w-3xl">
        <CommandLine title={WAIT_WORDS.send} command={signalCommand(id, signal, location.origin, isLocal)} />
      </div>
    </>
  );
}
