export const NOT_FOUND = {
  tab: 'Page not found',
  title: 'There is no page here',
  text: 'The address may be mistyped, or the page has moved.',
  to_missions: 'To the missions',
  guide_title: 'The guide has no such page',
  guide_text: 'The address may be mistyped, or the chapter has another name now. The contents list every chapter.',
  to_guide: 'To the guide’s contents',
} as const;
