/** What Hosting hands to the API, or serves as pages of their own. A test holds it next to firebase.json. */
const NOT_OURS = /^\/(missions|mission-types|schedules|form-drafts|keys|webhooks|health|session|guide|__)(\/|$)/;

/** Whether the dashboard answers a navigation to `pathname`. A last part with a dot is a file. */
export function isPage(pathname: string): boolean {
  return !NOT_OURS.test(pathname) && !/\.[^/]*$/.test(pathname);
}
