interface Props<K extends string> {
  readonly label: string;
  readonly options: Readonly<Record<K, string>>;
  /** What each shows, for whoever points at it. */
  readonly meanings?: Readonly<Record<K, string>>;
  readonly value: K;
  readonly onChange: (value: K) => void;
}

/** Two or three ways to show the same thing. */
export function Switcher<K extends string>({ label, options, meanings, value, onChange }: Props<K>) {
  const keys: K[] = [];
  for (const key in options) keys.push(key);
  return (
    <div role="group" aria-label={label} className="flex rounded-lg bg-surface p-0.5">
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          aria-pressed={key === value}
          title={meanings?.[key]}
          onClick={() => onChange(key)}
          className={`min-h-10 rounded-md px-3 text-sm md:min-h-8 ${
            key === value ? 'bg-bg font-medium shadow-[0_1px_2px_var(--shadow)]' : 'text-muted hover:text-text'
          }`}
        >
          {options[key]}
        </button>
      ))}
    </div>
  );
}
