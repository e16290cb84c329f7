import type { KindFixture } from "./fixture.ts";

const queryString = "fields @timestamp, @message | sort @timestamp desc | limit 20";
const asked = 'fields @message | filter level = "{{level}}" | limit 20';

export const fixture: KindFixture = {
  bases: { default: { queryString } },
  fields: {
    name: { skip: "another name is another query, see the variants" },
    parameters: { with: { queryString: asked } },
  },
  variants: {
    "one name or another": [
      { name: "incidents/latest", queryString },
      { name: "incidents/newest", queryString },
    ],
    "one query or another": [
      { queryString, logGroupNames: ["/acme/shop"] },
      { queryString: "source logs | head 20", queryLanguage: "PPL", logGroupNames: ["/b", "/a"] },
    ],
    "parameters with all they have or nothing": [
      {
        queryString: `${asked} | filter host = "{{host}}"`,
        parameters: [
          { name: "level", defaultValue: "ERROR", description: "The level of the log lines" },
          { name: "host" },
        ],
      },
      { queryString: asked, parameters: [{ name: "level" }] },
    ],
  },
};
