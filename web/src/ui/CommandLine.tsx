import { COMMON } from '../words/shared.ts';
import { CopyButton } from './CopyButton.tsx';

/** A command for a terminal, or several in lines, to read and to copy. */
export function CommandLine({ title, command }: { readonly title: string; readonly command: string }) {
  return (
    <div className="text-sm">
      <p className="text-muted">{title}</p>
      <div className="mt-1.5 flex items-start gap-1 rounded-lg bg-surface py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 py-1.5 font-mono text-[0.8125rem] whitespace-pre-wrap wrap-any">{command}</code>
        <CopyButton text={command} label={COMMON.copy_command} />
      </div>
    </div>
  );
}
