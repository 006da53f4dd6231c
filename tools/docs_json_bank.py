"""What the commands of `fill bank` print with --json: the fields with their meaning."""

from questionnaire_filler.audit import Verdict

CHECK = {
    "bank": "The bank's folder.",
    "entries": "How many it has.",
    "as_of": "The day by which stale and expired were judged.",
    "summary": "How many `errors`, `warnings` and `advices`.",
    "fixed": "How many findings `--fix` mended.",
    "problems[]": "What keeps a file from being read: `where` and `what`.",
    "findings[]": "`severity`, `code` (see [findings](#findings-of-the-banks-check)), `where`, `entry`, `message`, `fixable`, "
    "and `other`: the other entry, where two are concerned.",
}
SEARCH = {
    "query": "What was searched.",
    "all_words": "Whether the entries hold all words; else they are the nearest.",
    "entries[]": "Best first: `id`, `question`, `position`, `answer`, `short`, `scope`, `disclosure`, `status`, `where`; "
    "in which `field` it was found, with an `excerpt` and a `score`.",
}
STALE = {
    "as_of": "The day that was judged by.",
    "within_days": "The days ahead that were looked at.",
    "entries[]": "The entries that fall due, as `fill bank search` has them, with `owner` and `holds_until`.",
}
IMPORT = {
    "file": "The file that was read.",
    "title": "The title that was found in it.",
    "date": "The day that it states, or `null`.",
    "how": "How the answers were found in it.",
    "bank": "The bank's folder.",
    "entries[]": "What is proposed: `id`, `question`, `position`, `answer`, `topic`, `scope`, `sources` (`title`, `ref`, `date`).",
    "skipped[]": "What was passed over: `question`, `ref`, `why`, `entry` (the bank's, where it answers), `conflict`.",
    "diff": "The edits as a unified diff.",
    "written": "How many were written into the bank; 0 without `--yes`.",
}
COVERAGE = {
    "bank": "The bank's folder.",
    "form": "The form. Only with a form; so `questions` (how many), `filled` and `review`.",
    "topics": "How many topics the catalogue has. Only without a form; so `answered`.",
    "share": "The share that the bank could answer; of the catalogue, topics that are asked more often count more.",
    "sections[]": "Without a form: `section`, `topics`, `answered`, `share`.",
    "raise[]": "The entries that would raise the share most: `topic`, `title`, `question`, `gain`, `decoy`; with a form `questions`.",
    "unknown[]": "With a form: the questions for which no topic is known.",
}
AUDIT = {
    "bank": "The bank's folder.",
    "summary": f"How many answers there are of each verdict: {', '.join(f'`{verdict}`' for verdict in Verdict)}.",
    "answers[]": "`verdict`, `form`, `where`, `question`, `entry` and `why`.",
    "answers[].told": "What the customer was told: `position` and `text`.",
    "answers[].bank_says": "What the bank says: `position` and `text`.",
}
