import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import * as z from 'zod';
import { suite } from '../../support/suite.ts';
import { until } from '../../support/until.ts';

const mails = z.object({
  oobCodes: z.array(z.object({ email: z.string(), requestType: z.string(), oobLink: z.string() })).default([]),
});

/** An address that nobody else's test uses. */
export function newAddress(): string {
  return `anna-${randomUUID().slice(0, 8)}@example.org`;
}

/** The link in the newest mail of its kind to `email`: the Auth emulator sends none, it lists them. */
export function mailedLink(email: string, kind: 'EMAIL_SIGNIN' | 'PASSWORD_RESET' | 'VERIFY_EMAIL'): Promise<string> {
  return until(`a mail to ${email}`, async () => {
    const answer = await fetch(`http://${suite.auth}/emulator/v1/projects/${suite.projectId}/oobCodes`);
    const { oobCodes } = mails.parse(await answer.json());
    return oobCodes.findLast((mail) => mail.email === email && mail.requestType === kind)?.oobLink ?? null;
  });
}

/** The page as somebody finds it who is not signed in: on the suite the local user is there first. */
export async function signedOut(page: Page): Promise<void> {
  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
}

/** Through the form; leaves the page with the list of the new account. */
export async function createAccount(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('button', { name: 'I have no account yet' }).click();
  await fillAccount(page, email, password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await untilIn(page);
}

export async function fillAccount(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
}

export async function untilIn(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Missions', level: 1 }).waitFor();
}

/** Whom the page is signed in as. */
export async function nameIn(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Menu' }).click();
  const text = await page.getByText('Signed in as').textContent();
  await page.keyboard.press('Escape');
  return (text ?? '').replace('Signed in as', '').trim();
}
