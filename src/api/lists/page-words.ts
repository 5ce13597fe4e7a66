/** The words that real APIs use for pages. */

/** Normalises a name: `page_size`, `pageSize` and `page[size]` become one word. */
export const wordOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(" "));

export const PAGE = wordsOf("page pagenumber pageno pagenum currentpage pageindex");
export const SIZE = wordsOf(
  "pagesize perpage limit size count take top maxresults maxitems itemsperpage resultsperpage",
);
export const OFFSET = wordsOf("offset skip pageoffset startat start startindex");
export const CURSOR = wordsOf(
  "cursor pagetoken pagecursor nextcursor nexttoken nextpagetoken after startingafter startafter afterid aftercursor " +
    "pageafter marker continuation continuationtoken paginationtoken bookmark startcursor exclusivestartkey",
);
export const BEFORE = wordsOf("before endingbefore beforeid beforecursor pagebefore");
export const NEXT_CURSOR = wordsOf(
  "nextcursor nextpagetoken nexttoken nextpagecursor continuationtoken nextcontinuationtoken nextmarker endcursor " +
    "nextkey nextpagekey nextpageid paginationtoken lastevaluatedkey nextafter nextstartingafter",
);
/** Words that name a next cursor only inside an object about pages. */
export const NEXT_INSIDE = wordsOf("next nextpage after");
export const NEXT_LINK = wordsOf(
  "nexturl nexturi nextlink nextpageurl nextpageuri nextpagelink nexthref odatanextlink",
);
export const MORE = wordsOf("hasmore hasnext hasnextpage hasmoreitems hasmoreresults more moreavailable");
export const TOTAL = wordsOf("total totalcount totalitems totalresults totalelements totalrecords totalhits totalsize");
export const PAGES = wordsOf("totalpages pagecount numpages numberofpages lastpage");
export const CURRENT = wordsOf("page currentpage pagenumber pageindex");
export const CONTAINERS = wordsOf(
  "meta metadata pagination paging page pageinfo paginator links link cursors cursor next responsemetadata resultinfo",
);
export const LISTS = wordsOf(
  "data items results records values value entries list elements content rows objects nodes",
);
export const WRAPPERS = wordsOf("data result response payload body embedded");
export const SIDE_LISTS = wordsOf("errors warnings messages included links aggregations facets filters");
