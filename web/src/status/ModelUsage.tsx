import type { StoredFigures } from '../../../functions/src/schema/health.ts';
import { MODEL_USAGE_WORDS } from '../words/status.ts';
import { modelUsageRows } from './modelUsageRows.ts';

/** What language models took, by day and type; nothing where none was asked. */
export function ModelUsage({ usage }: { readonly usage: StoredFigures['model_usage'] }) {
  const rows = modelUsageRows(usage);
  if (rows.length === 0) return null;
  const { title, table_name: name, day, type, calls, tokens, cost } = MODEL_USAGE_WORDS;
  return (
    <div>
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      <div className="panel overflow-x-auto" role="region" aria-label={name} tabIndex={0}>
        <table className="w-full text-left text-sm">
          <thead className="text-muted">
            <tr className="[&>th]:px-4 [&>th]:py-2 [&>th]:font-medium md:[&>th]:px-5">
              {[day, type, calls, tokens, cost].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {rows.map((row) => (
              <tr key={row.key} className="[&>td]:px-4 [&>td]:py-2 [&>td]:whitespace-nowrap md:[&>td]:px-5">
                <td>{row.day}</td>
                <td>{row.type}</td>
                <td>{row.calls}</td>
                <td>{row.tokens}</td>
                <td>{row.cost}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
