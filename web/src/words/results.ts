export const RESULTS_PAGE = {
  title: 'Results',
} as const;
