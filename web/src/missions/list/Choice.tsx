import { useId } from 'react';

interface Props<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly (readonly [value: V, label: string])[];
  /** More options may come: it is as wide whatever it offers, so that what is beside it stays where it is. */
  readonly isGrowing?: boolean;
  readonly onChoose: (value: V) => void;
}

/** One of a few, by the system's own menu: it works with every finger, key and screen reader. */
export function Choice<V extends string>({ label, value, options, isGrowing = false, onChoose }: Props<V>) {
  const id = useId();
  const chosen = options.findIndex(([each]) => each === value);
  return (
    <div className="flex items-center gap-2 max-md:grid max-md:gap-1">
      <label htmlFor={id} className="text-sm text-muted md:max-lg:sr-only">
        {label}
      </label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => {
          const option = options[Number(event.target.value)];
          if (option !== undefined) onChoose(option[0]);
        }}
        className={`min-h-11 rounded-lg border border-border-ui bg-bg px-2 text-sm md:min-h-9 ${isGrowing ? 'md:w-32 lg:w-40' : ''}`}
      >
        {options.map(([each, text], index) => (
          <option key={each} value={index}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
