export const SCHEDULES_PAGE = {
  title: 'Schedules',
} as const;
