import { X } from 'lucide-react';
import { useStore } from '../store.ts';
import { TOASTS } from '../words/toasts.ts';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { closeToast, type Toast, toasts } from './toast.ts';

/** What is said in passing, above a phone's action bar. Read out by the announcer, not by a live region of its own. */
export function Toasts() {
  const shown = useStore(toasts);
  if (shown.length === 0) return null;
  return (
    <section
      aria-label={TOASTS.label}
      className="pointer-events-none fixed inset-x-4 bottom-[max(5.5rem,env(safe-area-inset-bottom))] z-30 flex flex-col items-center gap-2 md:right-6 md:bottom-6 md:left-auto md:items-end"
    >
      {shown.map((toast) => (
        <ToastNote key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastNote({ toast: { id, text, action } }: { readonly toast: Toast }) {
  return (
    <div
      data-toast
      className="pointer-events-auto flex max-w-md items-center gap-2 rounded-xl border border-border-ui bg-bg py-1.5 pr-1.5 pl-4 shadow-[0_8px_24px_var(--shadow)]"
    >
      <p className="min-w-0 flex-1 py-1.5 text-sm wrap-any">{text}</p>
      {action !== null && (
        <Button
          onClick={() => {
            closeToast(id);
            action.act();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon={X} label={TOASTS.close} onClick={() => closeToast(id)} />
    </div>
  );
}
