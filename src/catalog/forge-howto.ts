/** What a user does so that the code host is asked. */
export const forgeHowTo =
  'set GITHUB_TOKEN (one that may read Actions, code scanning, environments and administration) and pass --forge';
