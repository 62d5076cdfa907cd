export const STATUS_PAGE = {
  title: 'Health',
} as const;
