/** A mission's page as far as it is painted at once; what follows has its words in mission.ts and missionViews.ts. */
export const MISSION_PAGE = {
  back: 'Missions',
  loading: 'Loading the mission',
  loading_steps: 'Loading the steps',
  created: (age: string) => `created ${age}`,
  progress: 'Progress',
  steps_done: (count: string) => `${count} steps done`,
} as const;

/** An address whose mission is not there; its id stands between the two halves of the text. */
export const NO_SUCH_MISSION = {
  tab: 'No such mission',
  title: 'No mission with this id',
  text_before_id: 'There is no mission ',
  text_after_id: ' among yours. The link may be mistyped, or the mission belongs to another account.',
  to_missions: 'To your missions',
} as const;
