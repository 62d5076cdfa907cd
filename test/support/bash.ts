import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `script` in bash, in `folder`, with `env` beside this process's own environment. */
export function runBash(script: string, folder: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const bash = spawn('bash', ['-euo', 'pipefail'], { cwd: folder, env: { ...process.env, ...env } });
    const [out, err]: [Uint8Array[], Uint8Array[]] = [[], []];
    bash.stdout.on('data', (piece: Uint8Array) => out.push(piece));
    bash.stderr.on('data', (piece: Uint8Array) => err.push(piece));
    bash.once('error', reject);
    bash.once('close', (code) => {
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() });
    });
    bash.stdin.end(script);
  });
}
