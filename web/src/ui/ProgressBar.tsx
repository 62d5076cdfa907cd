interface Props {
  /** Null while nobody knows: then the bar only says that something moves. */
  readonly percent: number | null;
  readonly labelledBy: string;
  readonly valueText: string;
  /** At rest a bar without a percent stands empty: nothing moves. */
  readonly isMoving?: boolean;
  /** What is shown is old: the bar is hatched, and its neighbour says as of when. */
  readonly isStale?: boolean;
  readonly size?: 'large' | 'small';
}

/** Progress of a task. Its colour is that of the `data-tone` around it. Not a live region: the shell announces. */
export function ProgressBar({
  percent,
  labelledBy,
  valueText,
  isMoving = true,
  isStale = false,
  size = 'large',
}: Props) {
  const share = percent === null ? 0 : Math.min(100, Math.max(0, percent));
  return (
    <div
      role="progressbar"
      aria-labelledby={labelledBy}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent === null ? undefined : Math.floor(percent)}
      aria-valuetext={valueText}
      className={`w-full overflow-hidden rounded-full bg-track ${size === 'large' ? 'h-2.5' : 'h-1.5'}`}
    >
      {percent === null ? (
        isMoving && <div className="bar-unknown h-full w-1/3 bg-tone" />
      ) : (
        <div
          className={`bar-fill h-full bg-tone ${isStale ? 'bar-stale' : ''}`}
          // Hatching must not be squeezed with the bar; what is old does not move, so its width costs no layout.
          style={isStale ? { width: `${share}%` } : { transform: `scaleX(${share / 100})` }}
        />
      )}
    </div>
  );
}
