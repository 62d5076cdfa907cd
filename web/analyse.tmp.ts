import { writeFileSync } from 'node:fs';
import { mergeConfig } from 'vite';
import base from './vite.config.ts';
export default mergeConfig(base as any, { plugins: [{ name: 'analyse', generateBundle: { order: 'post', handler(_o: unknown, bundle: any) {
  const out: string[] = [];
  for (const c of Object.values<any>(bundle)) if (c.type === 'chunk') {
    out.push(`## ${c.fileName} ${c.code.length} dyn=${c.isDynamicEntry} imports ${c.imports.length}`);
    for (const [id, m] of Object.entries<any>(c.modules).sort((a: any, b: any) => b[1].renderedLength - a[1].renderedLength)) out.push(`   ${m.renderedLength} ${id.replace('/tmp/wt/size/', '')}`);
  }
  writeFileSync('/tmp/wt/size/analyse.tmp.txt', out.join('\n'));
} } }] });
