import { FIELD_PROBLEMS } from '../words/account.ts';

/** Firebase Auth's own least; a project may ask for more, which Auth says. Fewer here would only be refused there. */
export const MIN_PASSWORD = 6;

/** What is wrong with an address before it is sent. Whether there is such an address is for Auth to say. */
export function emailProblem(email: string): string | undefined {
  if (email.trim() === '') return FIELD_PROBLEMS.no_email;
  return /^[^\s@]+@[^\s@]+$/.test(email.trim()) ? undefined : FIELD_PROBLEMS.not_email;
}

/** The same of a password; one that is known may be of any length. */
export function passwordProblem(password: string, isNew: boolean): string | undefined {
  if (password === '') return isNew ? FIELD_PROBLEMS.no_new_password : FIELD_PROBLEMS.no_password;
  return isNew && password.length < MIN_PASSWORD ? FIELD_PROBLEMS.short_password(MIN_PASSWORD) : undefined;
}
