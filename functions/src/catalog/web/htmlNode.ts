import type { CheerioAPI } from 'cheerio/slim';

/** A node of a parsed page. */
export type HtmlNode = NonNullable<ReturnType<CheerioAPI['root']>[0]>['children'][number];

/** An element of a parsed page. */
export type HtmlElement = Extract<HtmlNode, { attribs: unknown }>;
